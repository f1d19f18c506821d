//! What a node answers about the chain.

use crate::{
	book::{BookError, BookValue},
	eligibility::{Eligibility, Pending},
	governance::Powers,
	ids::{ItemId, LoanId, RequestId},
	invariants::InvariantReport,
	redemption::{Hint, RequestStatus},
	units::{Ppm, Shares, UsdaiAmount},
};
use alloc::vec::Vec;
use caliber_finance::vault::{Explained, Nav, SharePrice, Snapshot};
use codec::Codec;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_consensus_slots::EquivocationProof;
use sp_session::MembershipProof;

sp_api::decl_runtime_apis! {
	/// Asks a live node whether its books are in order.
	pub trait InvariantsApi {
		/// The statements of one page with whether they hold. A page is a pallet, in the order of
		/// the runtime; the page after the last one is empty.
		fn check(page: u32) -> Vec<InvariantReport>;
	}

	/// Tells the chain who has made two blocks for one slot.
	pub trait AuthoringApi {
		/// That somebody owns a key by which blocks are made, in the session of this state.
		fn key_owner(id: AuthorityId) -> Option<MembershipProof>;
		/// Sends the proof as a transaction of this node; none when the pool does not take it.
		fn report_double_block(
			proof: EquivocationProof<Block::Header, AuthorityId>,
			owner: MembershipProof,
		) -> Option<()>;
	}

	/// Asks who may do what to the chain.
	pub trait GovernanceApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Bodies, holders of roles, figures, and every power with its calls, its holders and its wait.
		fn powers() -> Powers<AccountId>;
	}

	/// Asks about the share vault. Values and prices are none while the loan book rolls.
	pub trait VaultApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Both values in USDai: what redemptions are paid from, and what deposits buy into.
		fn total_assets() -> Option<Nav>;
		/// Both values with the shares that they are divided by.
		fn share_price() -> Option<SharePrice>;
		/// Shares that an amount is worth at the deposit value, rounded down.
		fn convert_to_shares(assets: UsdaiAmount) -> Option<Shares>;
		/// USDai that shares are worth at the redemption value, rounded down.
		fn convert_to_assets(shares: Shares) -> Option<UsdaiAmount>;
		/// Shares that `deposit` gives now; none when it would be refused.
		fn preview_deposit(assets: UsdaiAmount) -> Option<Shares>;
		/// USDai that `mint` takes now; none when it would be refused.
		fn preview_mint(shares: Shares) -> Option<UsdaiAmount>;
		/// The most that an account can deposit now.
		fn max_deposit(who: AccountId) -> UsdaiAmount;
		/// The most shares that an account can mint now.
		fn max_mint(who: AccountId) -> Shares;
		/// The most shares that an account can request the redemption of now.
		fn max_request(who: AccountId) -> Shares;
		/// The most shares of a request that can be redeemed now.
		fn max_redeem(id: RequestId) -> Shares;
		/// The most USDai that can be withdrawn of a request now.
		fn max_withdraw(id: RequestId) -> UsdaiAmount;
		/// How a request stands; none when there is no such, or it was claimed in full.
		fn request_status(id: RequestId) -> Option<RequestStatus<AccountId>>;
		/// The hint for `redeem` of so many shares.
		fn redeem_hint(id: RequestId, shares: Shares) -> Option<Hint>;
		/// The hint for `withdraw` of an amount.
		fn withdraw_hint(id: RequestId, assets: UsdaiAmount) -> Option<Hint>;
		/// The requests of one account among a thousand that come after `after`, with the last one
		/// that was looked at; none when there are no more.
		fn requests_of(
			controller: AccountId,
			after: Option<RequestId>,
		) -> (Vec<RequestId>, Option<RequestId>);
		/// The part of the vault's money that is lent.
		fn utilisation() -> Option<Ppm>;
		/// What both values are made of now, and what has moved them.
		fn components() -> Option<Snapshot>;
		/// The same at the beginning of the day so many strike days ago, after its strike.
		fn history(days: u32) -> Option<Snapshot>;
		/// What a share has earned since so many strike days ago, in parts per million a year.
		fn apr_ppm(days: u32) -> Option<i64>;
		/// What moved the price of redemptions since so many strike days ago.
		fn explain_redemption(days: u32) -> Option<Explained>;
		/// What moved the price of deposits since so many strike days ago.
		fn explain_deposit(days: u32) -> Option<Explained>;
	}

	/// Asks about loans, in the types of the loan book.
	pub trait LendingApi<Ask, Junior, Charge, Line, Loan, Unmet, Health>
	where
		Ask: Codec,
		Junior: Codec,
		Charge: Codec,
		Line: Codec,
		Loan: Codec,
		Unmet: Codec,
		Health: Codec,
	{
		/// The schedule that terms would give if the loan began now; none when they make none.
		fn quote(
			ask: Ask,
			juniors: Vec<Junior>,
			charges: Vec<Charge>,
		) -> Option<Vec<Line>>;
		/// The most that is lent on items of one model now by their value and cover; none when one has no
		/// value or nothing is lent on the model.
		fn max_borrow(items: Vec<ItemId>) -> Option<UsdaiAmount>;
		/// Everything that stands between an offer and a loan now, in the order in which `accept` is
		/// refused by it; none when it is no offer.
		fn eligibility(loan: LoanId) -> Option<Vec<Unmet>>;
		/// Everything that stands between money that waits in escrow and a loan on these items now, in the
		/// order in which `release_escrow` is refused by it; none when none waits.
		fn eligibility_on(loan: LoanId, items: Vec<ItemId>) -> Option<Vec<Unmet>>;
		/// A loan that runs, in figures.
		fn loan(loan: LoanId) -> Option<Loan>;
		/// The instalment that is due next, with the grace interest and late fee of this moment.
		fn next_due(loan: LoanId) -> Option<Line>;
		/// Every instalment that is left, as if each were paid in time.
		fn schedule(loan: LoanId) -> Option<Vec<Line>>;
		/// What ends the loan at this moment: instalments that are late, and the rest ahead of time.
		fn payoff(loan: LoanId) -> Option<UsdaiAmount>;
		/// How a loan that runs would fare if it were reviewed now.
		fn health(loan: LoanId) -> Option<Health>;
		/// The loans after one, a page of them, that would reach the LTV of a margin call if resale and
		/// GPU-hour prices were so many parts per million of what they are, and have not reached it; and
		/// the loan at which the page ended, if it is not the last.
		fn stress(prices: Ppm, after: Option<LoanId>) -> (Vec<LoanId>, Option<LoanId>);
		/// What the vault has in loans now.
		fn book() -> Result<BookValue, BookError>;
	}

	/// Asks about hardware.
	pub trait RegistryApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The item's dossier: JSON in the shape of ERC-721 metadata, with its own schema.
		fn dossier(item: ItemId) -> Option<Vec<u8>>;
		/// What stands between an item and a pledge, now and soon, and who can cure it.
		fn eligibility(item: ItemId) -> Option<Eligibility<AccountId>>;
		/// What waits for an account that attests, insures or appraises: one page, after the item at
		/// which the last one ended.
		fn pending_for(account: AccountId, after: Option<ItemId>) -> Pending;
	}
}
