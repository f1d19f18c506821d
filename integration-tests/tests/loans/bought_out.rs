//! An insurer who buys hardware out of a loan before it is up for sale.

use crate::{
	fallen::{
		begun, called, closed, collect, filed, looked_after, owner, pay_in, pledged_again, put_up,
		rack, retired, unsold, OPENS,
	},
	set_up::{
		appraise, ask, by, dollars, happened, lend, on_day, refused, told, usd, vault, with_chain,
		BORROWER, CURATOR, SAVER,
	},
	sums::net,
};
use caliber_integration_tests::registry::{day, grant, INSURER};
use caliber_primitives::{
	ids::{AssetClass, ItemId, LoanId, PolicyId},
	roles::Role,
	units::{Ppm, UsdCents, UsdaiAmount},
};
use caliber_runtime::{Lending, Runtime};
use pallet_lending::{Call, Error, Event, Payee};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::EveStash;

const LENT: u128 = 100_000;

/// The insurer pays so much and not a unit less, and has the hardware.
fn buys_out(item: ItemId, loan: LoanId, amount: u128) {
	let of = |most| Call::buy_out { loan, max_amount: UsdaiAmount(most) };
	assert_eq!(refused(SAVER, of(u128::MAX)), Error::<Runtime>::NotInsurer.into());
	assert_eq!(refused(INSURER, of(amount - 1)), Error::<Runtime>::AboveLimit.into());
	let before = dollars(INSURER);
	by(INSURER, of(amount));
	assert_eq!(before - dollars(INSURER), amount);
	let insurer = INSURER.to_account_id();
	happened(Event::BoughtOut { loan, insurer: insurer.clone(), amount: UsdaiAmount(amount) });
	assert_eq!((owner(item), filed()), (Some(insurer), vec![]));
	assert_eq!(Lending::book_value(), Ok(Default::default()));
}

/// Another insurer covers what the first one has now: nobody vouches for his own.
fn covered_anew(item: ItemId) {
	grant(&EveStash.to_account_id(), Role::Insurer);
	let open = pallet_caliber::Call::open_policy {
		class: AssetClass::Gpu,
		limit: UsdCents(100_000_000),
		premium: Ppm(9_000),
		until: day(1_000),
		document: H256::repeat_byte(5),
	};
	by(EveStash, open);
	let (cover, floor) = (UsdCents(20_000_000), UsdCents::ZERO);
	let (policy, until) = (PolicyId(1), day(1_000));
	by(EveStash, pallet_caliber::Call::insure { item, policy, cover, floor, until });
}

#[test]
fn insurer_should_pay_whatever_is_more_when_he_buys_hardware_out() {
	// Hardware that is worth less than the claims, and more.
	for orderly in [60_000, 200_000] {
		with_chain(|| {
			pay_in(INSURER, 300_000);
			let item = rack(50_000, 50_000);
			let loan = lend(&[item], ask(LENT));
			let owed = called(loan, LENT);
			appraise(item, orderly, 50_000, 42);
			on_day(45);
			let redeems = owed.redeems();
			let amount = redeems.max(usd(orderly.into()));
			assert_eq!(amount == redeems, orderly == 60_000);
			buys_out(item, loan, amount);

			// All claims are paid; what is more is the borrower's.
			let creditors = closed(loan).creditors;
			assert!(!creditors.is_owed());
			assert_eq!(creditors.surplus.get(), amount - redeems);
			let lost = told().into_iter().find_map(|event| match event {
				Event::DefaultClosed { lost, covered, .. } => Some((lost.get(), covered.get())),
				_ => None,
			});
			assert_eq!(lost, Some((0, 0)));
			let income = net(owed.fee) + net(owed.interest);
			let now = vault().1;
			assert!(now.abs_diff(begun(LENT) + income) <= 1, "{now} {}", begun(LENT) + income);

			if orderly == 60_000 {
				retired(INSURER, item);
				return;
			}
			let before = dollars(BORROWER);
			collect(loan, Payee::Borrower);
			assert_eq!(dollars(BORROWER) - before, amount - redeems);
			looked_after(&[item]);
			covered_anew(item);
			on_day(46);
			pledged_again(INSURER, &[item], 50_000);
		});
	}
}

#[test]
fn insurer_should_come_too_late_when_hardware_is_or_was_up_for_sale() {
	with_chain(|| {
		pay_in(INSURER, 300_000);
		let item = rack(50_000, 50_000);
		let loan = lend(&[item], ask(LENT));
		called(loan, LENT);
		on_day(OPENS);
		put_up(loan);
		let of = |loan| Call::buy_out { loan, max_amount: UsdaiAmount::MAX };
		assert_eq!(refused(INSURER, of(loan)), Error::<Runtime>::SaleGoesOn.into());
		unsold(loan, OPENS + 8);
		assert_eq!(refused(INSURER, of(loan)), Error::<Runtime>::BuyOutOver.into());
		assert_eq!(refused(CURATOR, of(loan)), Error::<Runtime>::BuyOutOver.into());
	});
}
