//! What somebody does: a call of the runtime with its origin.

use crate::world::{ORIGINATOR, SAVERS, SERVICER, SLOT};
use caliber_integration_tests::registry::{CUSTODIAN, INSURER, REGISTRAR, SKU};
use caliber_primitives::{
	dollar::PauseTier,
	ids::{BillId, ClaimId, ItemId, LoanId, LotId, OrderId, RequestId, TicketId},
	units::{ReserveAmount, Seconds, Shares, UsdCents, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin};
use pallet_allocation::Purchase;
use pallet_lending::{
	Ask, Call, Charge, EscrowTerms, Junior, Loans, Milestone, Payee, Product, Record, Rules,
};
use sp_core::H256;
use sp_runtime::traits::Dispatchable;

/// An offer, with all its parts.
#[derive(Clone, Debug)]
pub struct Offered {
	pub borrower: AccountId,
	pub items: Vec<ItemId>,
	pub ask: Ask,
	pub juniors: Vec<Junior<AccountId>>,
	pub charges: Vec<Charge<AccountId>>,
	pub escrow: Option<EscrowTerms<AccountId>>,
	pub expires: u64,
}

/// What is done, without its doer.
#[derive(Clone, Debug)]
pub enum Deed {
	Mint { coins: u128 },
	Redeem { amount: u128 },
	ClaimTicket { ticket: u64 },
	Deposit { amount: u128 },
	BuyShares { shares: u128 },
	Ask { shares: u128 },
	Claim { request: u64 },
	Service,
	PayFees,
	Offer(Box<Offered>),
	Withdraw { loan: LoanId },
	Stage { loan: LoanId },
	Unstage { loan: LoanId },
	Accept { loan: LoanId },
	Escrow { loan: LoanId },
	Confirm { loan: LoanId, milestone: Milestone },
	Release { loan: LoanId, items: Vec<ItemId> },
	EndEscrow { loan: LoanId },
	Repay { loan: LoanId, windows: u32 },
	RepayMany { loans: Vec<LoanId> },
	Prepay { loan: LoanId, amount: u128 },
	FundLockbox { loan: LoanId, amount: u128 },
	FundReserve { loan: LoanId, amount: u128 },
	Sweep { loan: LoanId },
	Draw { loan: LoanId },
	Review { loan: LoanId },
	Advance { loan: LoanId },
	Transfer { loan: LoanId, tranche: u8, to: AccountId },
	Collect { loan: LoanId, payee: Payee },
	CallDefault { loan: LoanId },
	OpenSale { loan: LoanId },
	Buy { lot: LotId, most: u128 },
	Settle { lot: LotId },
	RedeemCollateral { loan: LoanId },
	CreditBid { lot: LotId, most: u128 },
	BuyOut { loan: LoanId },
	Agree { loan: LoanId, tranche: u8, least: Option<u128> },
	Arrange { loan: LoanId, buyer: AccountId, price: u128 },
	Overbid { lot: LotId, price: u128 },
	Attest { lot: LotId, price: u128 },
	SettleSale { lot: LotId },
	CloseSale { lot: LotId },
	Refund { who: AccountId },
	ReportBreach { loan: LoanId },
	LiftBreach { loan: LoanId },
	Recover { loan: LoanId, amount: u128 },
	Stay { loan: LoanId, lasts: u64 },
	FileClaim { item: ItemId, cents: u64 },
	AcceptClaim { claim: ClaimId },
	RejectClaim { claim: ClaimId },
	ContestClaim { claim: ClaimId },
	DecideClaim { claim: ClaimId, owed: bool },
	CloseClaim { claim: ClaimId },
	ReportOverdue { claim: ClaimId },
	WithdrawClaim { claim: ClaimId },
	PayClaim { claim: ClaimId },
	Rebalance,
	Fill { order: OrderId, purchase: Purchase<AccountId> },
	ConfirmBill { bill: BillId },
	Mature { bill: BillId },
	ConfirmMaturity { bill: BillId },
	Harvest { bill: BillId },
	Pause(PauseTier),
	Unpause,
	SetProduct(Box<Product>),
	SetRules(Box<Rules>),
}

impl Deed {
	/// The claim that it is about, once that is filed.
	pub fn claim(&self) -> Option<ClaimId> {
		match self {
			Self::AcceptClaim { claim }
			| Self::RejectClaim { claim }
			| Self::ContestClaim { claim }
			| Self::DecideClaim { claim, .. }
			| Self::CloseClaim { claim }
			| Self::ReportOverdue { claim }
			| Self::WithdrawClaim { claim }
			| Self::PayClaim { claim } => Some(*claim),
			_ => None,
		}
	}
}

/// Who does what.
#[derive(Clone, Debug)]
pub struct Step {
	pub by: AccountId,
	pub deed: Deed,
}

const fn dollars(amount: u128) -> UsdaiAmount {
	UsdaiAmount(amount)
}

/// Names the terms of an offer; nothing for what is none.
fn hash_of(loan: LoanId) -> H256 {
	match Loans::<Runtime>::get(loan) {
		Some(Record::Offered(offer)) => offer.terms_hash,
		_ => H256::zero(),
	}
}

impl Step {
	pub fn new(by: sp_keyring::Sr25519Keyring, deed: Deed) -> Self {
		Self { by: by.to_account_id(), deed }
	}

	/// Those of whoever has a role for it.
	pub fn by_role(deed: Deed) -> Self {
		let by = match &deed {
			Deed::Offer(_) => ORIGINATOR,
			Deed::Stay { .. } => REGISTRAR,
			Deed::Confirm { milestone: Milestone::Delivered, .. } | Deed::Mature { .. } => {
				CUSTODIAN
			},
			Deed::Confirm { .. } => SERVICER,
			Deed::AcceptClaim { .. } | Deed::RejectClaim { .. } | Deed::PayClaim { .. } => INSURER,
			Deed::BuyOut { .. } => INSURER,
			Deed::Arrange { .. } | Deed::SettleSale { .. } => crate::world::LIQUIDATOR,
			Deed::ReportBreach { .. } | Deed::LiftBreach { .. } => SERVICER,
			Deed::ContestClaim { .. } => SERVICER,
			Deed::Fill { .. } => crate::world::OPERATOR,
			_ => SAVERS[0],
		};
		Self::new(by, deed)
	}

	/// Does it. Says whether the chain let it.
	pub fn dispatch(&self) -> Result<(), sp_runtime::DispatchError> {
		let origin = match &self.deed {
			Deed::DecideClaim { .. } | Deed::Agree { tranche: 0, .. } => RuntimeOrigin::root(),
			Deed::Pause(_) | Deed::Unpause | Deed::SetProduct(_) | Deed::SetRules(_) => {
				RuntimeOrigin::root()
			},
			_ => RuntimeOrigin::signed(self.by.clone()),
		};
		let done = self.call().dispatch(origin);
		done.map(|_| ()).map_err(|refused| refused.error)
	}

	fn call(&self) -> RuntimeCall {
		let evidence = H256::repeat_byte(2);
		match self.deed.clone() {
			Deed::Mint { coins } => {
				let (amount, max_fee) = (ReserveAmount(coins), UsdaiAmount::MAX);
				pallet_usdai::Call::mint { slot: SLOT, amount, max_fee }.into()
			},
			Deed::Redeem { amount } => {
				let (amount, max_fee) = (dollars(amount), UsdaiAmount::MAX);
				pallet_usdai::Call::redeem { slot: SLOT, amount, max_fee }.into()
			},
			Deed::ClaimTicket { ticket } => {
				pallet_usdai::Call::claim { ticket: TicketId(ticket), hint: None }.into()
			},
			Deed::Pause(tier) => pallet_usdai::Call::pause { tier }.into(),
			Deed::Unpause => pallet_usdai::Call::unpause {}.into(),
			Deed::Deposit { amount } => {
				let (assets, min_shares) = (dollars(amount), Shares::ZERO);
				pallet_susdai::Call::deposit { assets, min_shares }.into()
			},
			Deed::BuyShares { shares } => {
				let (shares, max_assets) = (Shares(shares), UsdaiAmount::MAX);
				pallet_susdai::Call::mint { shares, max_assets }.into()
			},
			Deed::Ask { shares } => {
				let (controller, owner) = (self.by.clone(), self.by.clone());
				let shares = Shares(shares);
				pallet_susdai::Call::request_redeem { shares, controller, owner }.into()
			},
			Deed::Claim { request } => {
				pallet_susdai::Call::claim { request: RequestId(request), hint: None }.into()
			},
			Deed::Service => pallet_susdai::Call::service {}.into(),
			Deed::PayFees => pallet_susdai::Call::pay_fees {}.into(),
			Deed::FileClaim { item, cents } => {
				let amount = UsdCents(cents);
				pallet_caliber::Call::file_claim { item, amount, evidence }.into()
			},
			Deed::AcceptClaim { claim } => pallet_caliber::Call::accept_claim { claim }.into(),
			Deed::RejectClaim { claim } => {
				pallet_caliber::Call::reject_claim { claim, reason: evidence }.into()
			},
			Deed::ContestClaim { claim } => {
				pallet_caliber::Call::contest_claim { claim, evidence }.into()
			},
			Deed::DecideClaim { claim, owed } => {
				pallet_caliber::Call::decide_claim { claim, owed }.into()
			},
			Deed::CloseClaim { claim } => pallet_caliber::Call::close_claim { claim }.into(),
			Deed::ReportOverdue { claim } => {
				pallet_caliber::Call::report_overdue_claim { claim }.into()
			},
			Deed::WithdrawClaim { claim } => pallet_caliber::Call::withdraw_claim { claim }.into(),
			Deed::PayClaim { claim } => pallet_caliber::Call::pay_claim { claim }.into(),
			Deed::Rebalance => pallet_allocation::Call::rebalance {}.into(),
			Deed::Fill { order, purchase } => {
				pallet_allocation::Call::fill { order, purchase }.into()
			},
			Deed::ConfirmBill { bill } => {
				pallet_allocation::Call::confirm_settlement { bill }.into()
			},
			Deed::Mature { bill } => pallet_allocation::Call::mature { bill }.into(),
			Deed::ConfirmMaturity { bill } => {
				pallet_allocation::Call::confirm_maturity { bill }.into()
			},
			Deed::Harvest { bill } => pallet_allocation::Call::harvest { bill }.into(),
			Deed::Buy { lot, most } => {
				pallet_auctions::Call::buy { lot, max_price: dollars(most) }.into()
			},
			Deed::CreditBid { lot, most } => {
				pallet_auctions::Call::credit_bid { lot, max_price: dollars(most) }.into()
			},
			Deed::Arrange { loan, buyer, price } => {
				let price = dollars(price);
				pallet_auctions::Call::arrange_sale { loan, buyer, price, evidence }.into()
			},
			Deed::Overbid { lot, price } => {
				pallet_auctions::Call::overbid { lot, price: dollars(price) }.into()
			},
			Deed::Attest { lot, price } => {
				let price = dollars(price);
				pallet_auctions::Call::attest_proceeds { lot, price, evidence }.into()
			},
			Deed::SettleSale { lot } => pallet_auctions::Call::settle_sale { lot }.into(),
			Deed::CloseSale { lot } => pallet_auctions::Call::close_sale { lot }.into(),
			Deed::Refund { who } => pallet_auctions::Call::refund { who }.into(),
			Deed::Settle { lot } => pallet_auctions::Call::settle { lot }.into(),
			_ => self.of_lending().into(),
		}
	}

	fn of_lending(&self) -> Call<Runtime> {
		let few = |items: Vec<ItemId>| items.try_into().expect("they are few");
		match self.deed.clone() {
			Deed::Offer(offered) => {
				let Offered { borrower, items, ask, juniors, charges, escrow, expires } = *offered;
				let (items, expires) = (few(items), Seconds(expires));
				Call::offer { borrower, items, ask, juniors, charges, escrow, expires }
			},
			Deed::SetProduct(product) => Call::set_product { sku: SKU, product: *product },
			Deed::SetRules(rules) => Call::set_rules { rules: *rules },
			Deed::Withdraw { loan } => Call::withdraw_offer { loan },
			Deed::Stage { loan } => Call::stage { loan, terms_hash: hash_of(loan) },
			Deed::Unstage { loan } => Call::unstage { loan },
			Deed::Accept { loan } => Call::accept { loan, terms_hash: hash_of(loan) },
			Deed::Escrow { loan } => {
				let (terms_hash, order) = (hash_of(loan), H256::repeat_byte(1));
				Call::escrow { loan, terms_hash, order }
			},
			Deed::Confirm { loan, milestone } => {
				Call::confirm_milestone { loan, milestone, evidence: H256::repeat_byte(2) }
			},
			Deed::Release { loan, items } => Call::release_escrow { loan, items: few(items) },
			Deed::EndEscrow { loan } => Call::end_escrow { loan },
			Deed::Repay { loan, windows } => Call::repay { loan, windows },
			Deed::RepayMany { loans } => {
				Call::repay_many { loans: loans.try_into().expect("they are few") }
			},
			Deed::Prepay { loan, amount } => Call::prepay { loan, amount: dollars(amount) },
			Deed::FundLockbox { loan, amount } => {
				Call::fund_lockbox { loan, amount: dollars(amount) }
			},
			Deed::FundReserve { loan, amount } => {
				Call::fund_reserve { loan, amount: dollars(amount) }
			},
			Deed::Sweep { loan } => Call::sweep { loan },
			Deed::Draw { loan } => Call::draw_reserve { loan },
			Deed::Review { loan } => Call::review { loan },
			Deed::Advance { loan } => Call::advance_charges { loan },
			Deed::Transfer { loan, tranche, to } => Call::transfer_position { loan, tranche, to },
			Deed::Collect { loan, payee } => Call::collect { loan, payee },
			Deed::CallDefault { loan } => Call::call_default { loan },
			Deed::OpenSale { loan } => Call::open_sale { loan },
			Deed::RedeemCollateral { loan } => {
				Call::redeem_collateral { loan, max_amount: UsdaiAmount::MAX }
			},
			Deed::Agree { loan, tranche, least } => {
				Call::agree_to_sale { loan, tranche, least: least.map(dollars) }
			},
			Deed::BuyOut { loan } => Call::buy_out { loan, max_amount: UsdaiAmount::MAX },
			Deed::ReportBreach { loan } => {
				Call::report_breach { loan, evidence: H256::repeat_byte(2) }
			},
			Deed::LiftBreach { loan } => Call::lift_breach { loan },
			Deed::Recover { loan, amount } => Call::recover { loan, amount: dollars(amount) },
			Deed::Stay { loan, lasts } => Call::stay_sale { loan, lasts: Seconds(lasts) },
			other => panic!("it is no call of lending: {other:?}"),
		}
	}
}
