//! The conformance vectors of `finance`, played by the calls.

use crate::{
	mock::*, Ask, Loans, Payee, Position, Product, Products, Record, Rules, Running, Stake,
	TheBook, Tranches,
};
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
	recovery::Debts,
	tranches::{Claim, Tranche},
};
use caliber_primitives::{
	ids::{LoanId, SkuId},
	testing::world,
	units::{Day, RatePerSecond, Seconds, UsdaiAmount},
};
use frame_support::{assert_ok, traits::fungible::Mutate};
use serde_json::Value;
use std::str::FromStr;

/// The vectors of an operation that have an answer.
fn vectors(op: &str) -> Vec<(String, Value, Value)> {
	let file = include_str!("../../../../finance/tests/vectors/finance.jsonl");
	let all = file.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
	all.filter(|vector| vector["op"] == op && vector["want"].get("ok").is_some())
		.map(|vector| {
			let id = vector["id"].as_str().unwrap().to_string();
			(id, vector["args"].clone(), vector["want"]["ok"].clone())
		})
		.collect()
}

fn get<T: FromStr>(args: &Value, name: &str) -> T
where
	T::Err: std::fmt::Debug,
{
	args[name].as_str().unwrap().parse().unwrap()
}

fn list(args: &Value, name: &str) -> Vec<u128> {
	args[name].as_array().unwrap().iter().map(|n| n.as_str().unwrap().parse().unwrap()).collect()
}

/// What is asked by the arguments of a vector.
fn asked(args: &Value) -> Ask {
	let model = match args["model"].as_str() {
		Some("amortized") => Model::Amortized,
		_ => Model::Simple,
	};
	let grace = |name| args.get(name).map_or(0, |_| get(args, name));
	Ask {
		duration_days: get(args, "duration_days"),
		due_day: get(args, "day"),
		utc_offset_seconds: get(args, "offset_seconds"),
		repayment: RepaymentTerms {
			model,
			principal_in_stub: args["principal_in_stub"] == true,
			grace_rate: RatePerSecond(grace("grace_rate")),
			grace_duration: Seconds(grace("grace_duration")),
			..ask(1).repayment
		},
		..ask(1)
	}
}

/// Lenders by the arguments of a vector, if a loan can have so many.
fn lenders(args: &Value) -> Option<Tranches> {
	let tranches = args["tranches"].as_array()?.iter().map(|tranche| Tranche {
		amount: get(tranche, "amount"),
		rate: RatePerSecond(get(tranche, "rate")),
	});
	Tranches::try_from(tranches.collect::<Vec<_>>()).ok()
}

/// A loan that runs, of which `change` makes any other, at a moment; nothing when it is so large that
/// no book could count it.
fn loan_at(now: Seconds, change: impl FnOnce(&mut Running<AccountId>)) -> Option<LoanId> {
	let loan = running(ask(1_000));
	Dollar::set_balance(&STRANGER, u128::MAX / 4);
	Dollar::set_balance(&BORROWER, 1);
	let mut running = active(loan);
	let mut book = Lending::leave(TheBook::<Test>::get(), &running.entry).ok().unwrap();
	change(&mut running);
	let Running { terms, progress, tranches, security, .. } = &running;
	running.entry = terms.entry(progress, tranches, security, None).ok()?;
	// Not marked: then principal would go to senior tranches first.
	running.entry.stop = running.entry.stop.max(Day(now.day().get().saturating_add(2)));
	book.cursor = now.day();
	TheBook::<Test>::put(Lending::enter(book, &running.entry).ok().unwrap());
	Now::set(now.get());
	Loans::<Test>::insert(loan, Record::Active(running));
	world(|w| w.receipts.clear());
	Some(loan)
}

/// Room for whatever each lender is paid.
fn with_lenders(running: &mut Running<AccountId>, tranches: Tranches, balance: UsdaiAmount) {
	running.progress.balance = balance;
	running.progress.vault = balance;
	let junior = |_| Position { holder: CURATOR, stake: Stake::lent(balance) };
	running.positions = (1..tranches.len()).map(junior).collect::<Vec<_>>().try_into().unwrap();
	running.tranches = tranches;
}

/// What was paid to whom: principal and interest of the vault in one, and what each junior is owed.
fn paid(loan: LoanId) -> Vec<u128> {
	let vault = world(|w| w.receipts[0].1.total().unwrap().get());
	let record = Lending::record(loan).unwrap();
	let juniors = record.positions().unwrap().iter().map(|position| position.stake.owed.get());
	[vault].into_iter().chain(juniors).collect()
}

#[test]
fn instalments_should_be_those_of_the_vectors_when_they_are_paid() {
	let mut played = 0;
	for (id, args, want) in vectors("instalment") {
		let (Some(tranches), now) = (lenders(&args), Seconds(get(&args, "now"))) else { continue };
		// The calendar ends before the last second of all.
		if now.get() > now.day().start().get() + DAY {
			continue;
		}
		chain().execute_with(|| {
			let loan = loan_at(now, |running| {
				running.terms.ask = asked(&args);
				running.progress.origination = Seconds(get(&args, "origination"));
				running.progress.windows_paid = get(&args, "windows_paid");
				with_lenders(running, tranches, UsdaiAmount(get(&args, "balance")));
			});
			let Some(loan) = loan else { return };
			played += 1;
			let line = Lending::next_due(loan).unwrap();
			assert_eq!(line.principal.get(), get::<u128>(&want, "principal"), "{id}");
			assert_eq!(line.interest.get(), get::<u128>(&want, "interest"), "{id}");
			assert_eq!(line.due.get(), get::<u64>(&want, "deadline"), "{id}");
			assert_ok!(Lending::repay(RuntimeOrigin::signed(STRANGER), loan, 1));
			let parts = list(&want, "tranche_principal");
			let parts = parts.into_iter().zip(list(&want, "tranche_interest"));
			assert_eq!(paid(loan), parts.map(|(p, i)| p + i).collect::<Vec<_>>(), "{id}");
		});
	}
	assert_eq!(played, 54);
}

#[test]
fn principal_ahead_of_time_should_be_split_as_in_the_vectors() {
	let mut played = 0;
	for (id, args, want) in vectors("prepay") {
		let amounts = list(&args, "amounts");
		let tranches = amounts.into_iter().map(|amount| Tranche { amount, rate: RATE });
		let Ok(tranches) = Tranches::try_from(tranches.collect::<Vec<_>>()) else { continue };
		let balance = UsdaiAmount(get(&args, "balance"));
		// A loan that owes nothing does not run.
		if balance.is_zero() {
			continue;
		}
		chain().execute_with(|| {
			// The window that is due has not opened.
			let loan = loan_at(Seconds(Now::get()), |running| {
				running.progress.windows_paid = 1;
				with_lenders(running, tranches, balance);
			});
			let Some(loan) = loan else { return };
			played += 1;
			let amount = UsdaiAmount(get(&args, "amount"));
			assert_ok!(Lending::prepay(RuntimeOrigin::signed(STRANGER), loan, amount));
			assert_eq!(paid(loan), list(&want, "tranche_principal"), "{id}");
			let left = match Lending::record(loan).unwrap() {
				Record::Active(running) => running.progress.balance.get(),
				_ => 0,
			};
			assert_eq!(left, get::<u128>(&want, "new_balance"), "{id}");
		});
	}
	assert_eq!(played, 7);
}

#[test]
fn deadlines_should_be_those_of_the_vectors() {
	for (id, args, want) in vectors("schedule") {
		chain().execute_with(|| {
			let origination = Seconds(get(&args, "origination"));
			let loan = loan_at(origination, |running| {
				running.terms.ask = asked(&args);
				running.progress.origination = origination;
			});
			let loan = loan.unwrap();
			let lines = Lending::schedule(loan).unwrap();
			let due: Vec<_> = lines.iter().map(|line| line.due.get().to_string()).collect();
			assert_eq!(serde_json::json!(due), want["deadlines"], "{id}");
			assert_eq!(Lending::loan(loan).unwrap().windows as usize, due.len());
		});
	}
}

#[test]
fn reserve_should_be_that_of_the_vectors_when_a_loan_begins() {
	let mut played = 0;
	for (id, args, want) in vectors("reserve_required") {
		let Some(tranches) = lenders(&args).filter(|_| args["windows_paid"] == "0") else {
			continue;
		};
		chain().execute_with(|| {
			let loan = offered(ask(1_000));
			let Some(Record::Offered(mut offer)) = Lending::record(loan) else {
				panic!("no offer")
			};
			offer.terms.ask = Ask { reserve: get(&args, "instalments"), ..asked(&args) };
			offer.terms.ask.principal = UsdaiAmount(get(&args, "balance"));
			offer.terms.tranches = tranches;
			let origination = Seconds(get(&args, "origination"));
			let begun = offer.accept(
				origination,
				Seconds::ZERO,
				crate::Security::NOTHING,
				Default::default(),
			);
			let Ok(begun) = begun else { return };
			played += 1;
			assert_eq!(begun.pots.required.get(), get::<u128>(&want, "required"), "{id}");
		});
	}
	assert_eq!(played, 6);
}

#[test]
fn fee_should_be_that_of_the_vectors_when_an_offer_is_made() {
	let mut played = 0;
	for (id, args, want) in vectors("fee") {
		let basis = UsdaiAmount(get(&args, "basis"));
		if args["model"] != "ratio" || basis < dollars(1) || basis > dollars(1 << 40) {
			continue;
		}
		played += 1;
		with_chain(|| {
			let product = Product { origination_fee: Fee::Ratio(get(&args, "rate")), ..product() };
			Products::<Test>::insert(SkuId(0), product);
			let rules = Rules { debt_ceiling: UsdaiAmount::MAX, ..rules() };
			Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
			let loan = offered(Ask { principal: basis, ..ask(1) });
			let Some(Record::Offered(offer)) = Lending::record(loan) else { panic!("no offer") };
			assert_eq!(offer.terms.fee.get(), get::<u128>(&want, "fee"), "{id}");
		});
	}
	assert_eq!(played, 6);
}

#[test]
fn credit_should_be_collected_to_the_unit_of_a_vector() {
	chain().execute_with(|| {
		let (_, args, want) = vectors("instalment")
			.into_iter()
			.find(|(_, args, _)| lenders(args).is_some_and(|tranches| tranches.len() == 2))
			.unwrap();
		let loan = loan_at(Seconds(get(&args, "now")), |running| {
			running.terms.ask = asked(&args);
			running.progress.origination = Seconds(get(&args, "origination"));
			running.progress.windows_paid = get(&args, "windows_paid");
			let balance = UsdaiAmount(get(&args, "balance"));
			with_lenders(running, lenders(&args).unwrap(), balance);
		});
		let loan = loan.unwrap();
		assert_ok!(Lending::repay(RuntimeOrigin::signed(STRANGER), loan, 1));
		let before = Dollar::free_balance(CURATOR);
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::collect(signed, loan, Payee::Tranche(1)));
		let owed = list(&want, "tranche_principal")[1] + list(&want, "tranche_interest")[1];
		assert_eq!(Dollar::free_balance(CURATOR) - before, owed);
	});
}

/// A loan in default whose debts are those of a vector; nothing when they are more than a loan has.
fn in_default_with(args: &Value) -> Option<LoanId> {
	let (loan, tranches) = (overdue(), args["tranches"].as_array()?);
	call_default(loan).unwrap();
	let Some(Record::Defaulted(mut defaulted)) = Lending::record(loan) else { return None };
	let book = Lending::leave(TheBook::<Test>::get(), &defaulted.entry).ok().unwrap();
	let mut debts = Debts { fee: UsdaiAmount(get(args, "fee")), ..Debts::default() };
	for (n, tranche) in tranches.iter().enumerate() {
		let (principal, interest) = (get(tranche, "principal"), get(tranche, "interest"));
		*debts.lenders.get_mut(n)? = Claim { principal, interest };
	}
	let juniors = debts.lenders.iter().skip(1).map(|claim| Position {
		holder: CURATOR,
		stake: Stake::lent(UsdaiAmount(claim.principal)),
	});
	let juniors = juniors.take(tranches.len().saturating_sub(1)).collect::<Vec<_>>();
	defaulted.creditors.positions = juniors.try_into().ok()?;
	defaulted.creditors.debts = debts;
	// What nobody can be owed in all.
	defaulted.creditors.owed().ok()?;
	defaulted.entry.principal = UsdaiAmount(debts.lenders[0].principal);
	let lent = defaulted.entry.principal;
	defaulted.entry = defaulted.entry.awaiting(lent, UsdaiAmount::ZERO).ok()?;
	TheBook::<Test>::put(Lending::enter(book, &defaulted.entry).ok()?);
	Loans::<Test>::insert(loan, Record::Defaulted(defaulted));
	Some(loan)
}

#[test]
fn proceeds_should_be_divided_as_in_the_vectors() {
	let mut played = 0;
	for (id, args, want) in vectors("waterfall") {
		chain().execute_with(|| {
			let Some(loan) = in_default_with(&args) else { return };
			if get::<u128>(&args, "proceeds") > u128::MAX / 4 {
				return;
			}
			sold(loan, get(&args, "proceeds")).unwrap();
			played += 1;
			let (principal, interest) =
				(list(&want, "principal_paid"), list(&want, "interest_paid"));
			let (_, receipt) = world(|w| *w.receipts.last().unwrap());
			assert_eq!(receipt.principal.get(), principal[0], "{id}");
			let fee: u128 = get(&want, "fee_paid");
			assert_eq!(receipt.total().unwrap().get(), principal[0] + interest[0] + fee, "{id}");
			let over = closed(loan);
			let owed: Vec<_> =
				over.creditors.positions.iter().map(|p| p.stake.owed.get()).collect();
			let parts = principal.iter().zip(&interest).skip(1);
			assert_eq!(owed, parts.map(|(p, i)| p + i).collect::<Vec<_>>(), "{id}");
			assert_eq!(over.creditors.surplus.get(), get::<u128>(&want, "surplus"), "{id}");
		});
	}
	assert_eq!(played, 16);
}
