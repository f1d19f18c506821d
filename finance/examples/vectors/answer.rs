//! The operations of the conformance vectors, by name, on JSON values.

use caliber_finance::{
	accrual::{accrue, annual_to_per_second, tier_yield, Tier},
	auction::{dutch_price, DutchTerms},
	bills,
	collateral::{collateral_value, depreciation, ltv, CurvePoint, Valuation},
	fees::Fee,
	instalment::{charge, prepay, Debt, Loan, Model, RepaymentTerms},
	math::Rounding,
	schedule::{Schedule, ScheduleTerms},
	shares::VaultTotals,
	tranches::{blended_rate, Claim, Tranche, MAX_TRANCHES},
	units::{MicroUsd, Ppb, Ppm, RatePerSecond, Seconds, Shares, UsdaiAmount},
	waterfall::waterfall,
	FinanceError,
};
use serde_json::{json, Value};
use std::str::FromStr;

/// Why a request has no answer: it is not of the vectors' form.
type Malformed = String;

/// The outcome of an operation, in a request that is well formed.
type Outcome = Result<Result<Value, FinanceError>, Malformed>;

/// The answer to one request.
pub fn answer(request: &Value) -> Result<Value, Malformed> {
	let op = Args(request).text("op")?;
	let args = Args(Args(request).get("args")?);
	let mut answer = match run(op, &args)? {
		Ok(ok) => json!({ "ok": ok }),
		Err(error) => json!({ "err": error.name() }),
	};
	if let Value::Object(members) = &mut answer {
		members.insert("id".into(), Args(request).get("id")?.clone());
	}
	Ok(answer)
}

/// Unwraps what the mathematics answers, or answers with its error.
macro_rules! check {
	($answer:expr) => {
		match $answer {
			Ok(answer) => answer,
			Err(error) => return Ok(Err(error)),
		}
	};
}

fn run(op: &str, args: &Args) -> Outcome {
	let one = |name: &str, value: u128| json!({ name: value.to_string() });
	let mut claims = [Claim::default(); MAX_TRANCHES];
	let mut amounts = [0; MAX_TRANCHES];

	Ok(Ok(match op {
		"schedule" => {
			let schedule = check!(Schedule::new(args.schedule()?));
			let deadlines = (0..schedule.count()).filter_map(|k| schedule.deadline(k));
			json!({
				"stub": schedule.has_stub(),
				"deadlines": deadlines.map(|deadline| deadline.get().to_string()).collect::<Vec<_>>(),
			})
		},
		"blended_rate" => one("rate", check!(blended_rate(&args.tranches()?)).get().into()),
		"instalment" => {
			let tranches = args.tranches()?;
			let repayment = RepaymentTerms {
				grace_rate: RatePerSecond(args.number("grace_rate")?),
				grace_duration: Seconds(args.number("grace_duration")?),
				..args.repayment()?
			};
			let now = Seconds(args.number("now")?);
			let debt = args.debt()?;
			let loan = check!(Loan::new(args.schedule()?, repayment, &tranches));
			let due = check!(loan.instalment(debt, now, &mut claims));
			json!({
				"principal": due.principal.get().to_string(),
				"interest": due.interest.get().to_string(),
				"tranche_principal": texts(due.dues.iter().map(|due| due.principal)),
				"tranche_interest": texts(due.dues.iter().map(|due| due.interest)),
				"deadline": due.deadline.get().to_string(),
			})
		},
		"reserve_required" => {
			let tranches = args.tranches()?;
			let (repayment, debt) = (args.repayment()?, args.debt()?);
			let instalments = args.number("instalments")?;
			let loan = check!(Loan::new(args.schedule()?, repayment, &tranches));
			one("required", check!(loan.reserve_required(debt, instalments)).get())
		},
		"charge" => {
			let charge = check!(charge(args.number("decimals")?, &args.claims()?, &mut amounts));
			json!({
				"borrower_pays": charge.borrower_pays.to_string(),
				"lenders": texts(charge.lenders.iter().copied()),
				"dust": charge.dust.to_string(),
			})
		},
		"prepay" => {
			let weights = args.list("amounts")?.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
			let (balance, amount) = (args.usdai("balance")?, args.usdai("amount")?);
			let prepayment = check!(prepay(balance, amount, &weights, &mut amounts));
			json!({
				"tranche_principal": texts(prepayment.principal.iter().copied()),
				"new_balance": prepayment.balance.get().to_string(),
			})
		},
		"fee" => {
			let fee = match args.text("model")? {
				"ratio" => Fee::Ratio(args.number("rate")?),
				"absolute" => Fee::Absolute(args.usdai("amount")?),
				other => return Err(format!("model {other}")),
			};
			one("fee", check!(fee.on(args.usdai("basis")?)).get())
		},
		"waterfall" => {
			let (proceeds, fee) = (args.number("proceeds")?, args.number("fee")?);
			let payout = check!(waterfall(proceeds, fee, &args.claims()?, &mut claims));
			json!({
				"fee_paid": payout.fee.to_string(),
				"principal_paid": texts(payout.paid.iter().map(|claim| claim.principal)),
				"interest_paid": texts(payout.paid.iter().map(|claim| claim.interest)),
				"surplus": payout.surplus.to_string(),
			})
		},
		"shares_for_deposit" | "assets_for_mint" | "assets_for_redeem" | "shares_for_withdraw" => {
			let vault = VaultTotals {
				assets: args.usdai("total_assets")?,
				shares: Shares(args.number("total_shares")?),
			};
			let (assets, shares) = (args.usdai("amount")?, Shares(args.number("amount")?));
			let result = match op {
				"shares_for_deposit" => vault.shares_for_deposit(assets).map(Shares::get),
				"assets_for_mint" => vault.assets_for_mint(shares).map(UsdaiAmount::get),
				"assets_for_redeem" => vault.assets_for_redeem(shares).map(UsdaiAmount::get),
				_ => vault.shares_for_withdraw(assets).map(Shares::get),
			};
			one("result", check!(result))
		},
		"accrue" => {
			let rounding = match args.text("rounding")? {
				"up" => Rounding::Up,
				"down" => Rounding::Down,
				other => return Err(format!("rounding {other}")),
			};
			let rate = RatePerSecond(args.number("rate")?);
			let seconds = Seconds(args.number("seconds")?);
			let interest = accrue(args.usdai("principal")?, rate, seconds, rounding);
			one("interest", check!(interest).get())
		},
		"annual_to_per_second" => one("rate", annual_to_per_second(args.number("apr")?)),
		"tier_yield" => {
			let tier = |tier: &Value| {
				let tier = Args(tier);
				Ok::<_, Malformed>(Tier {
					rate: RatePerSecond(tier.number("rate")?),
					threshold: tier.usdai("threshold")?,
				})
			};
			let tiers = args.list("tiers")?.iter().map(tier).collect::<Result<Vec<_>, _>>()?;
			let seconds = Seconds(args.number("seconds")?);
			one("accrued", check!(tier_yield(args.usdai("balance")?, &tiers, seconds)).get())
		},
		"tbill_price" => {
			let discount = Ppb(args.number("discount_ppb")?);
			one("price_micro", check!(bills::price(discount, args.number("days")?)).get().into())
		},
		"tbill_investment_yield" => {
			let (days, year_days) = (args.number("days")?, args.number("year_days")?);
			let annual = bills::investment_yield(args.bill_price()?, days, year_days);
			one("yield_ppb", check!(annual).get().into())
		},
		"tbill_discount" => {
			let discount = bills::discount(args.bill_price()?, args.number("days")?);
			one("discount_ppb", check!(discount).get().into())
		},
		"tbill_accreted" => {
			let (total, elapsed) = (args.number("days_total")?, args.number("days_elapsed")?);
			let face = args.number("face")?;
			one("value", check!(bills::accreted(args.bill_price()?, face, total, elapsed)))
		},
		"depreciation" => {
			let point = |point: &Value| {
				let point = Args(point);
				Ok::<_, Malformed>(CurvePoint {
					age_days: point.number("age_days")?,
					retained: Ppm(point.number("retained_ppm")?),
				})
			};
			let curve = args.list("curve")?.iter().map(point).collect::<Result<Vec<_>, _>>()?;
			let retained = check!(depreciation(&curve, args.number("age_days")?));
			one("retained_ppm", retained.get().into())
		},
		"collateral_value" => {
			let valuation = Valuation {
				appraisal: args.number("appraisal_olv")?,
				resale: args.optional("resale_value")?,
				income: args.optional("income_value")?,
				confidence: args.number("confidence")?,
				haircut: Ppm(args.number("haircut_ppm")?),
			};
			one("value", check!(collateral_value(&valuation)))
		},
		"ltv" => one("ltv_ppm", check!(ltv(args.number("debt")?, args.number("value")?))),
		"dutch_price" => {
			let terms = DutchTerms {
				start_price: args.number("start_price")?,
				floor_price: args.number("floor_price")?,
				started_at: Seconds(args.number("started_at")?),
				duration: Seconds(args.number("duration")?),
			};
			one("price", check!(dutch_price(&terms, Seconds(args.number("now")?))))
		},
		other => return Err(format!("op {other}")),
	}))
}

fn texts(numbers: impl Iterator<Item = u128>) -> Vec<String> {
	numbers.map(|number| number.to_string()).collect()
}

/// A number, which the vectors write as a text.
fn parse<T: FromStr>(value: &Value) -> Result<T, Malformed> {
	let number = value.as_str().and_then(|text| text.parse().ok());
	number.ok_or_else(|| format!("{value} is no number of its type"))
}

/// Arguments by name.
struct Args<'a>(&'a Value);

impl<'a> Args<'a> {
	fn get(&self, name: &str) -> Result<&'a Value, Malformed> {
		self.0.get(name).ok_or_else(|| format!("no member {name}"))
	}

	fn text(&self, name: &str) -> Result<&'a str, Malformed> {
		self.get(name)?.as_str().ok_or_else(|| format!("{name} is no text"))
	}

	fn list(&self, name: &str) -> Result<&'a Vec<Value>, Malformed> {
		self.get(name)?.as_array().ok_or_else(|| format!("{name} is no list"))
	}

	fn number<T: FromStr>(&self, name: &str) -> Result<T, Malformed> {
		parse(self.get(name)?)
	}

	/// A number that may be left out.
	fn or_zero<T: FromStr + Default>(&self, name: &str) -> Result<T, Malformed> {
		self.get(name).map_or_else(|_| Ok(T::default()), parse)
	}

	fn optional(&self, name: &str) -> Result<Option<u128>, Malformed> {
		let value = self.get(name)?;
		(!value.is_null()).then(|| parse(value)).transpose()
	}

	fn usdai(&self, name: &str) -> Result<UsdaiAmount, Malformed> {
		self.number(name).map(UsdaiAmount)
	}

	fn bill_price(&self) -> Result<MicroUsd, Malformed> {
		self.number("price_micro").map(MicroUsd)
	}

	fn schedule(&self) -> Result<ScheduleTerms, Malformed> {
		Ok(ScheduleTerms {
			origination: Seconds(self.number("origination")?),
			due_day: self.number("day")?,
			duration_days: self.number("duration_days")?,
			utc_offset_seconds: self.number("offset_seconds")?,
		})
	}

	/// Without grace, which not every operation has.
	fn repayment(&self) -> Result<RepaymentTerms, Malformed> {
		let model = match self.text("model")? {
			"simple" => Model::Simple,
			"amortized" => Model::Amortized,
			other => return Err(format!("model {other}")),
		};
		let principal_in_stub = self.get("principal_in_stub")?.as_bool();
		Ok(RepaymentTerms {
			model,
			principal_in_stub: principal_in_stub.ok_or("principal_in_stub is no boolean")?,
			interest_only: self.or_zero("interest_only")?,
			balloon: UsdaiAmount(self.or_zero("balloon")?),
			grace_rate: RatePerSecond::ZERO,
			grace_duration: Seconds::ZERO,
		})
	}

	fn debt(&self) -> Result<Debt, Malformed> {
		Ok(Debt { windows_paid: self.number("windows_paid")?, balance: self.usdai("balance")? })
	}

	fn tranches(&self) -> Result<Vec<Tranche>, Malformed> {
		let tranche = |tranche: &Value| {
			let tranche = Args(tranche);
			let rate = RatePerSecond(tranche.number("rate")?);
			Ok(Tranche { amount: tranche.number("amount")?, rate })
		};
		self.list("tranches")?.iter().map(tranche).collect()
	}

	fn claims(&self) -> Result<Vec<Claim>, Malformed> {
		let claim = |claim: &Value| {
			let claim = Args(claim);
			Ok(Claim { principal: claim.number("principal")?, interest: claim.number("interest")? })
		};
		self.list("tranches")?.iter().map(claim).collect()
	}
}
