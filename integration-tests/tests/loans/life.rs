//! A loan from its offer to the end, as it should be.

use crate::{
	set_up::{
		accept, ask, by, dollars, happened, hash_of, offer, on_day, repay, told, usd, vault,
		with_chain, Rack, BORROWER, CURATOR, DEAR, ORIGINATOR, PASSER_BY, RATE,
	},
	sums::{level, ltv, net, total, Due, Lenders},
};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_integration_tests::registry::day;
use caliber_primitives::{
	collateral::Collateral,
	ids::LoanId,
	units::{Ppm, UsdaiAmount, UNIT},
	vault::Receipt,
};
use caliber_runtime::{AccountId, Caliber, Lending, Runtime, RuntimeEvent, System};
use pallet_lending::{Ask, Call, Event, Junior, Loans, Payee, Pots, Record};

/// The vault lends 80,000 at 13 %, a Curator 20,000 at 20 %.
const LENDERS: Lenders = Lenders { vault: (usd(80_000), RATE), curator: (usd(20_000), DEAR) };
/// Days of its windows: from 1 March to 1 September.
const WINDOWS: [u64; 6] = [31, 30, 31, 30, 31, 31];
/// A cent: who is the first to pay in opens the account.
const BASE: u128 = UNIT / 100;

/// A hundred thousand for half a year, in level payments.
fn half_a_year() -> Ask {
	let ask = ask(100_000);
	let repayment = RepaymentTerms { model: Model::Amortized, ..ask.repayment };
	Ask { duration_days: 180, repayment, ..ask }
}

/// The vault's part of an instalment on its date: what the book had counted, and a unit or two more.
fn receipt(due: &Due, days: u64, curator: (u128, u128)) -> Receipt {
	let principal = due.principal - curator.0;
	let interest = due.interest - curator.1;
	let accrued = interest.min(LENDERS.counted(due.balance, days));
	Receipt {
		principal: UsdaiAmount(principal),
		accrued: UsdaiAmount(accrued),
		extra: UsdaiAmount(interest - accrued),
	}
}

/// Each instalment as it is told. The Curator's part of the last one is what he has left.
fn paid(loan: LoanId, dues: &[Due], pots: Pots) -> Vec<(Event<Runtime>, Receipt)> {
	let mut lent = LENDERS.curator.0;
	let tell = |(due, days): (&Due, u64)| {
		let (principal, interest) = LENDERS.of_curator(due);
		let principal = if due.left().is_zero() { lent } else { principal };
		lent -= principal;
		let receipt = receipt(due, days, (principal, interest));
		let event = Event::Paid {
			loan,
			payer: Some(BORROWER.to_account_id()),
			windows: 1,
			principal: UsdaiAmount(due.principal),
			interest: UsdaiAmount(due.interest),
			receipt,
			fees: UsdaiAmount::ZERO,
			advances: UsdaiAmount::ZERO,
			beside: UsdaiAmount(principal + interest),
			spent: UsdaiAmount::ZERO,
			pots,
			balance: due.left(),
		};
		(event, receipt)
	};
	dues.iter().zip(WINDOWS).map(tell).collect()
}

#[test]
fn loan_should_pay_its_lenders_to_the_unit_when_every_instalment_comes_on_its_date() {
	with_chain(|| {
		let item = Rack::default().active();
		let (before, borrower, curator) = (vault(), dollars(BORROWER), dollars(CURATOR));
		let dues = level(usd(100_000), LENDERS.rate(), &WINDOWS);

		// Terms are put on chain, and the Curator lays down his part.
		let (amount, rate) = (UsdaiAmount(LENDERS.curator.0), DEAR);
		let junior = Junior { curator: CURATOR.to_account_id(), amount, rate };
		let loan = offer(&[item], half_a_year(), vec![junior]);
		let terms_hash = hash_of(loan);
		let offered = |event: &Event<Runtime>| match event {
			Event::Offered { originator, terms, terms_hash: hash, expires, .. } => {
				*originator == ORIGINATOR.to_account_id()
					&& terms.ask == half_a_year()
					&& (*hash, *expires) == (terms_hash, day(1))
			},
			_ => false,
		};
		assert!(told().iter().any(offered));
		by(CURATOR, Call::stage { loan, terms_hash });
		happened(Event::Staged { loan, curator: CURATOR.to_account_id(), amount });
		happened(Event::AccountOpened { by: CURATOR.to_account_id(), base: UsdaiAmount(BASE) });
		assert_eq!(dollars(CURATOR), curator - usd(20_000) - BASE);

		// The borrower agrees: a fee of 1 % and three instalments stay back.
		accept(loan);
		let (fee, reserve) = (usd(1_000), total(&dues[..3]));
		happened(Event::Accepted {
			loan,
			borrower: BORROWER.to_account_id(),
			principal: UsdaiAmount(usd(100_000)),
			fee: UsdaiAmount(fee),
			reserve: UsdaiAmount(reserve),
			// 95 % of what the rack is sold for, the least of all that is known of it.
			lendable: UsdaiAmount(usd(182_400)),
			ltv: ltv(usd(100_000), 18_240_000),
			// A quarter of the value goes in the first year; it is the first date that counts.
			curve_ltv: ltv(usd(100_000), 18_240_000 * 978_767 / 1_000_000),
			cover: UsdaiAmount(usd(200_000)),
			first_due: day(31),
			windows: 6,
			terms_hash,
		});
		assert_eq!(dollars(BORROWER), borrower + usd(100_000) - fee - reserve);
		assert!(!<Caliber as Collateral<AccountId>>::is_free(item));

		// Six times on the first of a month.
		let required = UsdaiAmount(reserve);
		let pots = Pots { reserve: required, required, ..Pots::default() };
		let told_of = paid(loan, &dues, pots);
		let mut on = 0;
		for ((event, _), days) in told_of.iter().zip(WINDOWS) {
			on += days;
			on_day(on);
			repay(loan, 1);
			happened(event.clone());
		}

		// It is over: the rack is free, the reserve the borrower's, and nothing is in the book.
		happened(Event::Closed {
			loan,
			borrower: BORROWER.to_account_id(),
			principal: UsdaiAmount(usd(100_000)),
			interest: UsdaiAmount(dues.iter().map(|due| due.interest).sum()),
			returned: required,
		});
		System::assert_has_event(RuntimeEvent::Caliber(pallet_caliber::Event::Released {
			item,
			loan,
		}));
		assert!(<Caliber as Collateral<AccountId>>::is_free(item));
		let owner = <Caliber as Collateral<AccountId>>::owner(item);
		assert_eq!(owner, Some(BORROWER.to_account_id()));
		assert_eq!(dollars(BORROWER), borrower + usd(100_000) - fee - total(&dues));
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		assert!(matches!(Loans::<Runtime>::get(loan), Some(Record::Repaid(_))));

		// Anyone has the Curator paid: all that is not the vault's.
		let to_vault = |r: &Receipt| r.principal.get() + r.accrued.get() + r.extra.get();
		let vaults: u128 = told_of.iter().map(|(_, receipt)| to_vault(receipt)).sum();
		let payee = Payee::Tranche(1);
		by(PASSER_BY, Call::collect { loan, payee });
		let (holder, amount) = (CURATOR.to_account_id(), UsdaiAmount(total(&dues) - vaults));
		happened(Event::Collected { loan, payee, holder, amount });
		assert_eq!(dollars(CURATOR), curator - usd(20_000) - BASE + amount.get());

		// The vault has gained its interest and the fee, a tenth of it less: deposits know it now,
		// redemptions once it has vested.
		let of_receipts = told_of.iter().map(|(_, r)| net(r.accrued.get()) + net(r.extra.get()));
		let gain = net(fee) + of_receipts.sum::<u128>();
		assert_eq!(vault().1 - before.1, gain);
		on_day(on + 30);
		assert_eq!((vault().0 - before.0, vault().1 - before.1), (gain, gain));
		assert_eq!(told(), []);
	});
}

/// The rate of both lenders is what each earns on what he lends, and each is paid by his own.
#[test]
fn curator_should_earn_his_own_rate_when_he_lends_beside_the_vault() {
	let due = level(usd(100_000), LENDERS.rate(), &WINDOWS)[0];
	let (principal, interest) = LENDERS.of_curator(&due);
	assert_eq!(principal, due.principal / 5);
	// A twelfth of 20 % on 20,000, 31 days long.
	let year = 20_000 * u128::from(Ppm(200_000).get()) / 1_000_000;
	assert_eq!(interest / UNIT, year * 31 / 365);
}
