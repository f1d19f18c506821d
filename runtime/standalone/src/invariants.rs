//! Whether the books are in order: pallet by pallet, and where two pallets tell of the same thing.

use super::*;
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec,
};
use caliber_finance::treasury::total;
use caliber_primitives::{
	invariants::{report, InvariantId, InvariantReport, Invariants},
	units::UsdaiAmount,
};
use frame_support::{migrations::MultiStepMigrator, traits::fungibles::Inspect};
use pallet_lending::Record;

/// The dollar is backed, wherever its reserves are.
pub const BACKED: InvariantId = InvariantId::new(
	2,
	"cash, bills at settled cost and money in transit cover what is issued and owed",
);
/// The registry and the loan book agree.
pub const ONE_PLEDGE: InvariantId =
	InvariantId::new(33, "an item is pledged to a loan exactly when the loan has that item");
/// The two tokens and their ledgers agree.
pub const SHARES: InvariantId =
	InvariantId::new(7, "no more shares are in wallets than the vault counts");

/// What the pallets have held is in their books.
pub const HELD: InvariantId = InvariantId::new(
	44,
	"of every account as much is held as its items, doubts, tickets, payouts, requests and operators say",
);
/// The treasury promises the vault only what the dollar has.
pub const CLAIMED: InvariantId =
	InvariantId::new(108, "surplus backs what the vault may still harvest of settled bills");

/// The loan book and the auctions agree.
pub const ON_SALE: InvariantId =
	InvariantId::new(110, "a loan has a lot exactly when it is in default and on sale");

/// No pallet reads what another version of it has written.
pub const VERSIONS: InvariantId = InvariantId::new(
	119,
	"what is stored of each pallet has the form that its code reads, unless a migration is on",
);

/// What spans pallets.
pub struct Across;

/// What is held of each account for one reason, as the ledger of CAL has it: a hold that nothing
/// stands behind any more is seen from this side alone.
fn held_for(reason: impl Into<RuntimeHoldReason>) -> BTreeMap<AccountId, Balance> {
	let reason = reason.into();
	pallet_balances::Holds::<Runtime>::iter()
		.filter_map(|(who, holds)| {
			let hold = holds.into_iter().find(|hold| hold.id == reason)?;
			(hold.amount > 0).then_some((who, hold.amount))
		})
		.collect()
}

fn holds_have_reasons() -> bool {
	use pallet_caliber::HoldReason::{Challenge, Item};
	use pallet_susdai::HoldReason::{Operator, Request};
	use pallet_usdai::HoldReason::{Payout, Ticket};
	[Item, Challenge].map(held_for) == Caliber::held_of()
		&& [Ticket, Payout].map(held_for) == Usdai::held_of()
		&& [Request, Operator].map(held_for) == Susdai::held_of()
}

/// Cash, bills at cost and what losses have pledged of their income, counted bill by bill, cover the
/// dollars that there are here and on other chains, counted by their token, and what is promised.
fn is_backed() -> bool {
	let ledger = pallet_usdai::State::<Runtime>::get().ledger;
	let pledged = pallet_allocation::CurrentTotals::<Runtime>::get().accounts.pledged;
	let bills = pallet_allocation::Bills::<Runtime>::iter_values();
	let costs = bills.filter(|bill| bill.is_open()).map(|bill| bill.cost);
	let dollars = Assets::total_issuance(caliber_primitives::ids::assets::USDAI);
	let owes = total([UsdaiAmount(dollars), ledger.bridged, ledger.owed]);
	total(costs.chain([ledger.cash, pledged])) >= owes
}

/// Each loan in default that is on sale has its lot, and no other loan has one.
fn lots_are_of_loans() -> bool {
	let on_sale: BTreeSet<_> = pallet_lending::Loans::<Runtime>::iter()
		.filter(|(_, record)| matches!(record, Record::Defaulted(defaulted) if defaulted.on_sale))
		.map(|(loan, _)| loan)
		.collect();
	let lots: BTreeSet<_> = pallet_auctions::LotOf::<Runtime>::iter_keys().collect();
	on_sale == lots
}

impl Invariants for Across {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let pledged: BTreeSet<_> = Caliber::encumbrances().collect();
		let lent: BTreeSet<_> = pallet_lending::Loans::<Runtime>::iter()
			.filter_map(|(id, record)| match record {
				Record::Active(running) => Some((id, running.terms.items)),
				Record::Defaulted(defaulted) => {
					Some((id, pallet_lending::Items::truncate_from(defaulted.left().to_vec())))
				},
				_ => None,
			})
			.flat_map(|(id, items)| items.into_iter().map(move |item| (item, id)))
			.collect();
		let in_wallets = Assets::total_issuance(caliber_primitives::ids::assets::SUSDAI);
		let counted = pallet_susdai::State::<Runtime>::get().totals.shares.get();
		let treasury = pallet_allocation::CurrentTotals::<Runtime>::get().accounts;
		vec![
			(BACKED, Usdai::shortfall() == UsdaiAmount::ZERO && is_backed()),
			(ONE_PLEDGE, pledged == lent),
			(SHARES, in_wallets <= counted),
			(HELD, holds_have_reasons()),
			(CLAIMED, treasury.settled_claim() <= Usdai::surplus()),
			(ON_SALE, lots_are_of_loans()),
			(VERSIONS, Migrations::ongoing() || versions::apart().is_empty()),
		]
	}
}

/// The statements of the pallet at this place, with whether they hold; past the last one there are
/// none.
pub fn page(page: u32) -> Vec<InvariantReport> {
	match page {
		0 => report::<Validators>("Validators"),
		1 => report::<Roles>("Roles"),
		2 => report::<Caliber>("Caliber"),
		3 => report::<Feeds>("Feeds"),
		4 => report::<Usdai>("Usdai"),
		5 => report::<Allocation>("Allocation"),
		6 => report::<Susdai>("Susdai"),
		7 => report::<Lending>("Lending"),
		8 => report::<Auctions>("Auctions"),
		9 => report::<Safeguards>("Safeguards"),
		10 => report::<Across>("Runtime"),
		_ => Vec::new(),
	}
}
