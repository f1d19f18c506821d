//! Money that waits for hardware: it goes back when nothing comes, and to the vendor when it does.

use crate::{
	set_up::{
		ask, by, dollars, happened, hash_of, offer_with, on_day, refused, repay, running, usd,
		vault, with_chain, Rack, BORROWER, CURATOR, DEAR, PASSER_BY,
	},
	sums::{counted, interest, net, net_of_claim},
};
use caliber_integration_tests::registry::{day, grant, CUSTODIAN, SITE};
use caliber_primitives::{
	ids::{ItemId, LoanId},
	roles::Role,
	units::{RatePerSecond, Seconds, UsdaiAmount, SECONDS_PER_DAY, UNIT},
	vault::Receipt,
};
use caliber_runtime::{Lending, Runtime};
use pallet_lending::{
	Ask, Call, Error, EscrowTerms, Event, Junior, Loans, Milestone, Payee, Record,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Charlie, CharlieStash, DaveStash};

/// 7 % a year.
const CARRY: RatePerSecond = RatePerSecond(2_219_685_438);
/// Sells hardware.
const VENDOR: Sr25519Keyring = DaveStash;
/// Says that it runs.
const SERVICER: Sr25519Keyring = CharlieStash;
/// The vault lends 80,000, a Curator 20,000.
const PARTS: [u128; 2] = [usd(80_000), usd(20_000)];

/// An offer for a rack that was ordered: its money waits for sixty days.
fn ordered() -> LoanId {
	grant(&SERVICER.to_account_id(), Role::Servicer);
	let escrow = EscrowTerms {
		lasts: Seconds(60 * SECONDS_PER_DAY),
		carry: CARRY,
		site: SITE,
		vendor: Some(VENDOR.to_account_id()),
	};
	let (amount, rate) = (UsdaiAmount(PARTS[1]), DEAR);
	let junior = Junior { curator: CURATOR.to_account_id(), amount, rate };
	let asked = Ask { reserve: 3, ..ask(100_000) };
	let loan = offer_with(&[], asked, vec![junior], Some(escrow));
	by(CURATOR, Call::stage { loan, terms_hash: hash_of(loan) });
	by(BORROWER, Call::escrow { loan, terms_hash: hash_of(loan), order: H256::repeat_byte(1) });
	loan
}

/// The chain says no.
fn no(who: Sr25519Keyring, call: Call<Runtime>, error: Error<Runtime>) {
	assert_eq!(refused(who, call), error.into());
}

fn confirm(who: Sr25519Keyring, loan: LoanId, milestone: Milestone) {
	let evidence = H256::repeat_byte(2);
	by(who, Call::confirm_milestone { loan, milestone, evidence });
	let by = who.to_account_id();
	happened(Event::MilestoneReached { loan, milestone, by, evidence });
}

/// What both lenders earn in so many days.
fn carries(days: u64) -> [u128; 2] {
	PARTS.map(|part| interest(part, CARRY, days))
}

/// The vault's part of the carry of so many days, the first of which is a whole one.
fn receipt(principal: u128, days: u64, fee: u128) -> Receipt {
	let [vaults, _] = carries(days);
	let accrued = counted(PARTS[0], CARRY, days);
	Receipt {
		principal: UsdaiAmount(principal),
		accrued: UsdaiAmount(accrued),
		extra: UsdaiAmount(vaults - accrued + fee),
	}
}

#[test]
fn money_should_be_back_with_its_carry_when_nothing_has_come_in_time() {
	with_chain(|| {
		let (before, borrower, curator) = (vault(), dollars(BORROWER), dollars(CURATOR));
		let loan = ordered();
		let prepaid: u128 = carries(60).iter().sum();
		happened(Event::Escrowed {
			loan,
			borrower: BORROWER.to_account_id(),
			order: H256::repeat_byte(1),
			principal: UsdaiAmount(usd(100_000)),
			prepaid: UsdaiAmount(prepaid),
			until: day(60),
		});
		assert_eq!(dollars(BORROWER), borrower - prepaid);
		// The vault has lent, and nobody who holds shares has lost or gained by it.
		assert_eq!(vault(), before);

		// For redemptions it stays at face; deposits know what it earns.
		on_day(31);
		assert_eq!(vault().0, before.0);
		assert_eq!(vault().1, before.1 + net_of_claim(counted(PARTS[0], CARRY, 31)));
		confirm(CUSTODIAN, loan, Milestone::Delivered);

		// It is never installed. Until the last second the money waits, then anyone sends it back.
		on_day(59);
		no(PASSER_BY, Call::end_escrow { loan }, Error::EscrowRuns);
		on_day(60);
		let late = Call::confirm_milestone {
			loan,
			milestone: Milestone::Installed,
			evidence: H256::zero(),
		};
		no(SERVICER, late, Error::EscrowOver);
		by(PASSER_BY, Call::end_escrow { loan });
		happened(Event::EscrowEnded {
			loan,
			by: PASSER_BY.to_account_id(),
			carry: UsdaiAmount(prepaid),
			receipt: receipt(PARTS[0], 60, 0),
			unused: UsdaiAmount::ZERO,
		});
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		by(PASSER_BY, Call::collect { loan, payee: Payee::Tranche(1) });
		assert!(Loans::<Runtime>::get(loan).is_none());
		assert_eq!(dollars(CURATOR), curator + carries(60)[1] - UNIT / 100);
		assert_eq!(dollars(BORROWER), borrower - prepaid);
		let Receipt { accrued, extra, .. } = receipt(0, 60, 0);
		assert_eq!(vault().1 - before.1, net(accrued.get()) + net(extra.get()));
	});
}

#[test]
fn vendor_should_be_paid_when_his_rack_is_found_in_good_standing() {
	with_chain(|| {
		let (borrower, before) = (dollars(BORROWER), vault());
		let loan = ordered();
		on_day(20);
		confirm(CUSTODIAN, loan, Milestone::Delivered);
		let rack = Rack::default().active();
		on_day(31);
		let release = |item: ItemId| {
			let items = vec![item].try_into().expect("one fits");
			Call::release_escrow { loan, items }
		};
		no(BORROWER, release(rack), Error::MilestoneMissing);
		confirm(SERVICER, loan, Milestone::Installed);
		no(Charlie, release(rack), Error::NotBorrower);
		by(BORROWER, release(rack));

		let (fee, runs) = (usd(1_000), running(loan));
		let reserve = runs.pots.reserve.get();
		let (paid, carry) = (usd(100_000) - fee - reserve, carries(31));
		let unused: u128 = carries(60).iter().sum::<u128>() - carry.iter().sum::<u128>();
		happened(Event::EscrowReleased {
			loan,
			to: VENDOR.to_account_id(),
			paid: UsdaiAmount(paid),
			carry: UsdaiAmount(carry.iter().sum()),
			receipt: receipt(0, 31, fee),
			unused: UsdaiAmount(unused),
		});
		assert_eq!(dollars(VENDOR), paid);
		assert_eq!(dollars(BORROWER), borrower - carry.iter().sum::<u128>());
		assert_eq!(runs.positions[0].stake.owed.get(), carry[1]);
		assert_eq!(runs.progress.origination, day(31));
		// What the money has earned stays the vault's; the fee comes on top.
		let earned = net(counted(PARTS[0], CARRY, 31));
		assert!((vault().1 - before.1).abs_diff(earned + net(fee)) <= 2);

		// The loan begins on the day, and its first instalment is a month away.
		on_day(61);
		repay(loan, 1);
		assert!(matches!(
			Loans::<Runtime>::get(loan),
			Some(Record::Active(running)) if running.progress.windows_paid == 1
		));
	});
}
