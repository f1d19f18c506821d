//! A state in which calls get as far as the question who asks.

use crate::{
	set_up::{ask, begun_chain, by, hash_of, lend, offer_with, Rack, BORROWER, RATE},
	Who, ROLES,
};
use caliber_feeds_core::FeedKey;
use caliber_integration_tests::registry::{
	appraise, as_root, as_signed, attest_custody, attest_title, day, insure, INSURER, SITE, TODAY,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, BillId, ClaimId, ItemId, LoanId, LotId, OrderId, ReserveSlot, SiteId},
	roles::{Role, Scope},
	units::{Day, MicroUsd, Ppm, ReserveAmount, Seconds, UsdCents, SECONDS_PER_DAY},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall};
use codec::Decode;
use frame_support::assert_ok;
use pallet_allocation::{Bill, Bills, Cusip, Purchase};
use pallet_auctions::ArrangedSales;
use pallet_caliber::{Call as Registry, Premises, SiteTier};
use pallet_lending::{Call as Loans, EscrowTerms, Milestone};
use pallet_usdai::{Call as Dollar, Deposit, Payouts, ReceiptId, Returned};
use sp_core::H256;

/// Everybody vouches for it, and no loan has it.
const FREE: ItemId = ItemId(0);
/// It stands for a loan that runs.
const PLEDGED: ItemId = ItemId(1);
const RUNNING: LoanId = LoanId(0);
/// Its money waits for hardware.
const WAITING: LoanId = LoanId(1);

fn account(role: Role) -> AccountId {
	Who::Has(role).account().expect("it is an account")
}

/// What zeros mean.
fn blank<T: Decode>() -> T {
	T::decode(&mut [0; 1_024].as_slice()).expect("zeros mean something")
}

/// A bill in transit that settled on the business day before today.
fn bill() -> Bill<AccountId> {
	let mut bill: Bill<AccountId> = blank();
	bill.purchase.custodian = account(Role::Custodian);
	bill.purchase.settles = Day(TODAY.day().0 - 3);
	bill
}

pub fn set() -> sp_io::TestExternalities {
	let mut chain = begun_chain();
	chain.execute_with(|| {
		for role in ROLES {
			let (who, scope) = (account(role), Scope::All);
			let until = role.expires().then(|| day(1));
			assert_ok!(as_root(pallet_roles::Call::grant { who, role, scope, until }));
		}
		let [councillor, member, sudo] = [Who::Councillor, Who::Member, Who::Sudo]
			.map(|who| caliber_runtime::Address::from(who.account().expect("it is an account")));
		assert_ok!(as_root(RuntimeCall::CouncilMembership(pallet_membership::Call::add_member {
			who: councillor
		})));
		assert_ok!(as_root(RuntimeCall::TechnicalMembership(
			pallet_membership::Call::add_member { who: member }
		)));
		assert_ok!(as_root(pallet_sudo::Call::set_key { new: sudo }));

		assert_eq!([Rack::default().active(), Rack::default().active()], [FREE, PLEDGED]);
		assert_eq!(lend(&[PLEDGED], ask(20_000)), RUNNING);
		let (lasts, vendor) = (Seconds(60 * SECONDS_PER_DAY), None);
		let escrow = EscrowTerms { lasts, carry: RATE, site: SITE, vendor };
		assert_eq!(offer_with(&[], ask(20_000), vec![], Some(escrow)), WAITING);
		let terms_hash = hash_of(WAITING);
		by(BORROWER, Loans::escrow { loan: WAITING, terms_hash, order: H256::repeat_byte(1) });
		// A claim that the insurer refuses.
		let (amount, evidence) = (UsdCents(1_000), H256::repeat_byte(1));
		let claim = Registry::file_claim { item: PLEDGED, amount, evidence };
		assert_ok!(as_signed(&account(Role::Servicer), claim));
		by(INSURER, Registry::reject_claim { claim: ClaimId(0), reason: evidence });

		assert_ok!(as_root(Dollar::open_gate { slot: ReserveSlot(0) }));
		Payouts::<Runtime>::insert(0, blank::<pallet_usdai::Payout<AccountId>>());
		Bills::<Runtime>::insert(BillId(0), bill());
		ArrangedSales::<Runtime>::insert(LotId(0), blank::<pallet_auctions::Arranged<AccountId>>());
	});
	chain
}

/// The calls that ask who speaks only after something else is in order.
pub fn calls() -> Vec<RuntimeCall> {
	let hash = H256::repeat_byte(1);
	let (item, until, amount) = (FREE, day(100), ReserveAmount(1));
	let stranger = Who::Stranger.account().expect("it is an account");
	let custodian = account(Role::Custodian);
	let receipt = ReceiptId { custodian: custodian.clone(), number: 0 };
	let slot = ReserveSlot(0);
	let cents = UsdCents(1_000);
	vec![
		attest_custody(item).into(),
		attest_title(item).into(),
		appraise(item).into(),
		insure(item).into(),
		Registry::confirm_custody { items: vec![item].try_into().expect("it is one") }.into(),
		Registry::offer_custody { item, to: stranger.clone(), until }.into(),
		Registry::dispute { item, fact: Fact::Title, evidence: hash }.into(),
		Registry::record_lien { item, filing: hash, lapses: until }.into(),
		Registry::set_site {
			site: SiteId(2),
			tier: SiteTier::III,
			operator: stranger,
			premises: Premises::Leased { waiver: hash },
		}
		.into(),
		Registry::open_policy {
			class: AssetClass::Gpu,
			limit: cents,
			premium: Ppm(9_000),
			until,
			document: hash,
		}
		.into(),
		Registry::file_claim { item: PLEDGED, amount: cents, evidence: hash }.into(),
		Registry::contest_claim { claim: ClaimId(0), evidence: hash }.into(),
		Loans::confirm_milestone { loan: WAITING, milestone: Milestone::Delivered, evidence: hash }
			.into(),
		Loans::report_breach { loan: RUNNING, evidence: hash }.into(),
		Loans::lift_breach { loan: RUNNING }.into(),
		pallet_allocation::Call::fill {
			order: OrderId(0),
			purchase: Purchase {
				slot,
				custodian: custodian.clone(),
				cusip: Cusip([0; 9]),
				face: amount,
				price: MicroUsd(1),
				settles: TODAY.day(),
				matures: TODAY.day(),
			},
		}
		.into(),
		Dollar::attest_deposit {
			receipt: receipt.clone(),
			reference: hash,
			deposit: Deposit { slot, amount, to: custodian },
		}
		.into(),
		Dollar::attest_return {
			receipt: receipt.clone(),
			reference: hash,
			returned: Returned { slot, amount },
		}
		.into(),
		Dollar::confirm_payout { payout: 0, receipt: receipt.clone(), reference: hash }.into(),
		Dollar::cancel_payout { payout: 0, receipt, reference: hash }.into(),
		// Of an asset that there is.
		RuntimeCall::Assets(pallet_assets::Call::force_cancel_approval {
			id: codec::Compact(caliber_primitives::ids::assets::USDC),
			owner: BORROWER.to_account_id().into(),
			delegate: INSURER.to_account_id().into(),
		}),
	]
}

/// The calls that stop things in this form, and start them in another.
pub fn stops() -> [RuntimeCall; 2] {
	let who = Who::Stranger.account().expect("it is an account");
	[
		pallet_feeds::Call::set_frozen { feed: FeedKey::Sofr, frozen: true }.into(),
		pallet_feeds::Call::set_barred { who, barred: true }.into(),
	]
}
