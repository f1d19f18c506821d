//! What is told.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The vault has its first holder, or the first one after all have left.
		Opened {
			/// Shares locked for ever, the first time.
			locked: Shares,
			/// Shares of the reserve fund for what had been earned before.
			earlier: Shares,
			/// USDai that the vault's account keeps as its minimum balance, the first time.
			base: UsdaiAmount,
		},
		/// Shares were bought.
		Deposited {
			/// The buyer.
			who: T::AccountId,
			/// What he paid.
			assets: UsdaiAmount,
			/// What he got.
			shares: Shares,
		},
		/// Shares were burned and queued.
		RedeemRequested {
			/// The request.
			request: RequestId,
			/// Who will be paid.
			controller: T::AccountId,
			/// Whose shares they were.
			owner: T::AccountId,
			/// Who called, and put the deposit down.
			by: T::AccountId,
			/// How many shares.
			shares: Shares,
			/// Pending shares before them.
			ahead: Shares,
			/// The first strike that may serve them.
			first_strike: Seconds,
		},
		/// The queue was served.
		Struck {
			/// The number of the checkpoint.
			checkpoint: u32,
			/// Shares served.
			shares: Shares,
			/// USDai for them, into the pot.
			assets: UsdaiAmount,
			/// The price was this value ...
			redemption: UsdaiAmount,
			/// ... over these shares.
			outstanding: Shares,
			/// Shares that stay in the queue.
			pending: Shares,
		},
		/// Strikes have paid so much that they pay nothing for a while.
		OutflowClosed {
			/// It opens then by itself.
			until: Seconds,
		},
		/// The values at the beginning of a day, after its strike.
		Valued {
			/// What redemptions are paid from.
			redemption: UsdaiAmount,
			/// What deposits buy into.
			deposit: UsdaiAmount,
			/// Shares outstanding.
			shares: Shares,
		},
		/// What was served was paid.
		Claimed {
			/// The request.
			request: RequestId,
			/// Its controller.
			controller: T::AccountId,
			/// Who was paid.
			receiver: T::AccountId,
			/// Who called.
			by: T::AccountId,
			/// Shares paid for.
			shares: Shares,
			/// USDai paid to the receiver.
			assets: UsdaiAmount,
			/// USDai paid to who called.
			tip: UsdaiAmount,
			/// Whether the request is over and its deposit released.
			done: bool,
		},
		/// Somebody may act for another, or no longer.
		OperatorSet {
			/// For whom.
			controller: T::AccountId,
			/// Who.
			operator: T::AccountId,
			/// Whether he may.
			approved: bool,
		},
		/// Whoever claims for the controller gets something for it.
		TipSet {
			/// The request.
			request: RequestId,
			/// How much, when the request is over.
			tip: UsdaiAmount,
		},
		/// A request is offered to somebody, or to nobody any more.
		RequestOffered {
			/// The request.
			request: RequestId,
			/// To whom.
			to: Option<T::AccountId>,
		},
		/// A request has another controller.
		RequestAccepted {
			/// The request.
			request: RequestId,
			/// Whose it was.
			from: T::AccountId,
			/// Whose it is.
			to: T::AccountId,
		},
		/// An empty vault was given money.
		Reopened {
			/// How much.
			assets: UsdaiAmount,
		},
		/// The reserve fund paid for a loss.
		LossCovered {
			/// The loss.
			loss: UsdaiAmount,
			/// How much of it the fund paid.
			covered: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Idle money bears a loss of the dollar's reserves.
		LossBorne {
			/// How much.
			amount: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Idle money that bore a loss has come back.
		LossReturned {
			/// How much.
			amount: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Idle money was lent.
		Drawn {
			/// Who was paid.
			to: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// The vault's part of a payment on a loan came in.
		Received {
			/// Who paid.
			from: T::AccountId,
			/// Principal.
			principal: UsdaiAmount,
			/// Interest that deposits had counted, divided.
			accrued: Income,
			/// Other income, divided; what is for the shares vests.
			extra: Income,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Settled income was minted to the vault.
		Harvested {
			/// Where it comes from.
			source: YieldSource,
			/// How it was divided.
			income: Income,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Fees were paid out.
		FeesPaid {
			/// To the fee account.
			fee: UsdaiAmount,
			/// To the reserve fund.
			reserve: UsdaiAmount,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
			/// From when on they hold.
			from: Seconds,
		},
	}
}
