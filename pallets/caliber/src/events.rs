//! What is told.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Hardware has a title that nobody has vouched for.
		Submitted {
			/// The item.
			item: ItemId,
			/// Who holds title.
			owner: T::AccountId,
			/// Its class.
			class: AssetClass,
			/// Its model.
			sku: SkuId,
			/// Units of the model.
			quantity: u32,
			/// How many serials it has.
			serials: u8,
			/// Root of its serials.
			serial_root: H256,
			/// Where it stands.
			site: SiteId,
			/// Hash of what was submitted about it.
			document: H256,
			/// Held, in the smallest unit of CAL.
			deposit: u128,
		},
		/// A title that nobody has vouched for is gone, and its serials are free.
		SubmissionWithdrawn {
			/// The item.
			item: ItemId,
			/// Who held title.
			owner: T::AccountId,
			/// Freed, in the smallest unit of CAL.
			deposit: u128,
		},
		/// What describes a submission was replaced.
		Amended {
			/// The item.
			item: ItemId,
			/// Hash of what describes it now.
			document: H256,
		},
		/// A lot is two. What was said of it must be said anew of both, but their appraisals.
		Split {
			/// The lot, with what stays in it.
			item: ItemId,
			/// The lot with what was moved.
			new: ItemId,
			/// Who holds title to both, and whose deposit is held for them.
			owner: T::AccountId,
			/// Units that stay.
			kept_quantity: u32,
			/// Units that were moved.
			moved_quantity: u32,
			/// How many serials stay.
			kept_serials: u8,
			/// How many serials were moved.
			moved_serials: u8,
			/// Root of the serials that stay.
			kept_root: H256,
			/// Root of the serials that were moved.
			moved_root: H256,
			/// Held for what stays, in the smallest unit of CAL.
			kept_deposit: u128,
			/// Held for what was moved, in the smallest unit of CAL.
			moved_deposit: u128,
		},
		/// Two lots are one. What was said of them must be said anew.
		Merged {
			/// The lot that has all.
			into: ItemId,
			/// The lot that is no more.
			from: ItemId,
			/// Who holds title, and whose deposit is held.
			owner: T::AccountId,
			/// Units.
			quantity: u32,
			/// How many serials.
			serials: u8,
			/// Root of the serials.
			serial_root: H256,
			/// Held, in the smallest unit of CAL.
			deposit: u128,
		},
		/// The holder says that the hardware is gone.
		RetirementRequested {
			/// The item.
			item: ItemId,
			/// Who holds title.
			holder: T::AccountId,
			/// Why.
			cause: Cause,
		},
		/// The item is not retired.
		RetirementCancelled {
			/// The item.
			item: ItemId,
		},
		/// The hardware is gone, and its title for ever.
		Retired {
			/// The item.
			item: ItemId,
			/// Who held title.
			holder: T::AccountId,
			/// The registrar.
			registrar: T::AccountId,
			/// Why.
			cause: Cause,
			/// Hash of what shows it.
			evidence: H256,
			/// Serials that are tombstones now.
			serials: u8,
			/// Freed for its depositor, in the smallest unit of CAL.
			deposit: u128,
		},
		/// A custodian holds the hardware.
		CustodyAttested {
			/// The item.
			item: ItemId,
			/// Who holds it.
			custodian: T::AccountId,
			/// Hash of the warehouse receipt.
			receipt: H256,
			/// The first second in which it counts no more.
			expires: Seconds,
		},
		/// A registrar has seen title, lien and invoice.
		TitleAttested {
			/// The item.
			item: ItemId,
			/// Who has.
			registrar: T::AccountId,
			/// Hash of the title documents.
			document: H256,
			/// Hash of the lien filing.
			filing: H256,
			/// Invoice price, in US cents.
			price: UsdCents,
			/// Day of the invoice.
			date: Day,
			/// The first second in which the filing has lapsed.
			lapses: Seconds,
			/// Hash of the invoice.
			invoice: H256,
			/// Who sold the hardware.
			vendor: Name,
		},
		/// A policy is open.
		PolicyOpened {
			/// The policy.
			policy: PolicyId,
			/// Who pays.
			insurer: T::AccountId,
			/// What it covers.
			class: AssetClass,
			/// The most that it covers, in US cents.
			limit: UsdCents,
			/// Premium a year, in parts per million of the cover.
			premium: Ppm,
			/// The first second without cover.
			until: Seconds,
			/// Hash of its document.
			document: H256,
			/// The first second that no premium was paid for.
			paid_until: Seconds,
		},
		/// An item is covered.
		Insured {
			/// The item.
			item: ItemId,
			/// The policy.
			policy: PolicyId,
			/// Who pays.
			insurer: T::AccountId,
			/// Cover, in US cents.
			cover: UsdCents,
			/// Residual value that is made up for, in US cents.
			floor: UsdCents,
			/// The first second without cover.
			until: Seconds,
			/// What the policy covers in all now, in US cents.
			committed: UsdCents,
		},
		/// An item is valued.
		Appraised {
			/// The item.
			item: ItemId,
			/// Who values it.
			appraiser: T::AccountId,
			/// Values by premise, in US cents.
			values: Values,
			/// What they rest on.
			basis: Basis,
			/// The day that they speak of.
			effective: Day,
			/// The first second in which they count.
			counts_from: Seconds,
			/// The first second in which they count no more.
			expires: Seconds,
			/// Hash of the report.
			report: H256,
			/// Whether it is a second opinion.
			second: bool,
		},
		/// An item may be pledged.
		Activated {
			/// The item.
			item: ItemId,
		},
		/// The machines of an item answer.
		Heartbeat {
			/// The item.
			item: ItemId,
			/// Who says so.
			operator: T::AccountId,
			/// When.
			at: Seconds,
			/// The part of their time in which they worked.
			utilisation: Ppm,
			/// How they are.
			health: Health,
		},
		/// A fact is in dispute, and the item is locked.
		FactDisputed {
			/// The item.
			item: ItemId,
			/// The fact.
			fact: Fact,
			/// The registrar, or whoever called governance.
			by: T::AccountId,
			/// Held of him, in the smallest unit of CAL.
			bond: u128,
			/// Hash of what speaks against the fact; zero when a custodian is late.
			evidence: H256,
			/// The first second in which it is not upheld any more, if it ends by itself.
			ends: Option<Seconds>,
		},
		/// A dispute is over.
		DisputeResolved {
			/// The item.
			item: ItemId,
			/// The fact.
			fact: Fact,
			/// Whether it was wrong and is struck.
			upheld: bool,
		},
		/// The holder wants the hardware.
		RedemptionRequested {
			/// The item.
			item: ItemId,
			/// Who asks.
			holder: T::AccountId,
			/// Who must hand it over.
			custodian: T::AccountId,
			/// The first second in which anyone may call governance.
			deadline: Seconds,
		},
		/// The hardware stays where it is.
		RedemptionCancelled {
			/// The item.
			item: ItemId,
		},
		/// The hardware is out of the registry for ever.
		Redeemed {
			/// The item.
			item: ItemId,
			/// Who has it.
			holder: T::AccountId,
			/// Who handed it over.
			custodian: T::AccountId,
			/// Hash of the document that both have signed.
			document: H256,
			/// Serials that are tombstones now.
			serials: u8,
			/// Freed for its depositor, in the smallest unit of CAL.
			deposit: u128,
		},
		/// Title has a new holder.
		Transferred {
			/// The item.
			item: ItemId,
			/// Who held title.
			from: T::AccountId,
			/// Who holds it.
			to: T::AccountId,
		},
		/// An item is collateral.
		Pledged {
			/// The item.
			item: ItemId,
			/// The loan.
			loan: LoanId,
			/// Who holds title.
			borrower: T::AccountId,
		},
		/// An item is free again.
		Released {
			/// The item.
			item: ItemId,
			/// The loan that it stood for.
			loan: LoanId,
		},
		/// An item was taken from its borrower.
		Seized {
			/// The item.
			item: ItemId,
			/// The loan that it stands for.
			loan: LoanId,
			/// Who held title.
			from: T::AccountId,
		},
		/// A seized item has a new holder.
		Delivered {
			/// The item.
			item: ItemId,
			/// The loan that it stood for.
			loan: LoanId,
			/// Who holds title.
			to: T::AccountId,
		},
		/// A row of the table of models is new or changed.
		SkuSet {
			/// Its id.
			id: SkuId,
			/// The row.
			sku: Sku,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
		},
		/// A site is registered or has changed.
		SiteSet {
			/// Its id.
			id: SiteId,
			/// How much of it may fail.
			tier: SiteTier,
			/// Who runs it.
			operator: T::AccountId,
			/// Since when.
			operator_since: Seconds,
			/// By what right hardware stands there.
			premises: Premises,
			/// The registrar.
			by: T::AccountId,
		},
		/// A custodian would give the hardware to another.
		CustodyOffered {
			/// The item.
			item: ItemId,
			/// Who holds it.
			from: T::AccountId,
			/// Who may accept.
			to: T::AccountId,
			/// The first second in which it is too late.
			until: Seconds,
		},
		/// A custodian keeps the hardware.
		CustodyOfferWithdrawn {
			/// The item.
			item: ItemId,
			/// Who holds it.
			from: T::AccountId,
			/// Who might have accepted.
			to: T::AccountId,
		},
		/// Another custodian holds the hardware.
		CustodyTransferred {
			/// The item.
			item: ItemId,
			/// Who held it.
			from: T::AccountId,
			/// Who holds it.
			to: T::AccountId,
			/// Where it stands now.
			site: SiteId,
			/// Hash of the warehouse receipt.
			receipt: H256,
			/// The first second in which it counts no more.
			expires: Seconds,
		},
		/// A custodian still holds the hardware.
		CustodyConfirmed {
			/// The item.
			item: ItemId,
			/// Who holds it.
			custodian: T::AccountId,
			/// When.
			at: Seconds,
		},
		/// A title that was found wrong is burned, its serials are free again.
		TitleEnded {
			/// The item.
			item: ItemId,
			/// Who held title.
			holder: T::AccountId,
			/// How many serials are free.
			serials: u8,
			/// Given back to the depositor, in the smallest unit of CAL.
			deposit: u128,
		},
		/// The hardware is under another's lien.
		LienRecorded {
			/// The item.
			item: ItemId,
			/// Who found it.
			registrar: T::AccountId,
			/// Hash of the filing.
			filing: H256,
			/// The first second in which it has lapsed.
			lapses: Seconds,
		},
		/// The hardware is under nobody else's lien any more.
		LienCleared {
			/// The item.
			item: ItemId,
			/// Who says so.
			registrar: T::AccountId,
			/// Hash of the releases.
			release: H256,
		},
		/// The custodian does not hand the hardware over, and says why.
		RedemptionRefused {
			/// The item.
			item: ItemId,
			/// Who refuses.
			custodian: T::AccountId,
			/// Hash of the reason.
			reason: H256,
		},
		/// The custodian let the deadline pass: the redemption is over, his custody in dispute.
		RedemptionEscalated {
			/// The item.
			item: ItemId,
			/// Who did not hand it over.
			custodian: Option<T::AccountId>,
			/// Who called governance.
			by: T::AccountId,
		},
		/// Somebody doubts an appraisal, and the item is locked.
		Challenged {
			/// The item.
			item: ItemId,
			/// Whose appraisal.
			appraiser: T::AccountId,
			/// Who doubts.
			by: T::AccountId,
			/// Held of him, in the smallest unit of CAL.
			bond: u128,
			/// Hash of what speaks against the appraisal.
			evidence: H256,
			/// The first second in which it is not upheld any more.
			ends: Seconds,
		},
		/// A doubt that somebody stood for is over.
		DoubtEnded {
			/// The item.
			item: ItemId,
			/// Who doubted.
			by: T::AccountId,
			/// Who has the bond. Nobody when it was burned.
			to: Option<T::AccountId>,
			/// The bond, in the smallest unit of CAL.
			bond: u128,
			/// Whether the fact was wrong and is struck.
			upheld: bool,
		},
		/// An insurer was paid for a policy.
		PremiumPaid {
			/// The policy.
			policy: PolicyId,
			/// Who paid.
			payer: T::AccountId,
			/// Whom.
			insurer: T::AccountId,
			/// What, in USDai.
			amount: UsdaiAmount,
			/// From this second on.
			from: Seconds,
			/// The first second that no premium was paid for.
			until: Seconds,
		},
		/// An insurer says that he was paid for a policy elsewhere.
		PremiumAcknowledged {
			/// The policy.
			policy: PolicyId,
			/// Who says so.
			insurer: T::AccountId,
			/// From this second on.
			from: Seconds,
			/// The first second that no premium was paid for.
			until: Seconds,
		},
		/// An insurer has given notice that an item's cover ends.
		CoverCancelled {
			/// The item.
			item: ItemId,
			/// The policy.
			policy: PolicyId,
			/// Who gave notice.
			insurer: T::AccountId,
			/// The first second without cover.
			until: Seconds,
		},
		/// Cover that has ended burdens its policy no more.
		EndedCoverFreed {
			/// The item.
			item: ItemId,
			/// The policy.
			policy: PolicyId,
			/// What it was covered for, in US cents.
			cover: UsdCents,
			/// Who asked for it.
			by: T::AccountId,
		},
		/// A policy that was over and unused is forgotten.
		PolicyClosed {
			/// The policy.
			policy: PolicyId,
			/// Whose it was.
			insurer: T::AccountId,
			/// Who asked for it.
			by: T::AccountId,
		},
		/// A claim that was rejected long ago is forgotten.
		ClaimForgotten {
			/// The claim.
			claim: ClaimId,
			/// Who asked for it.
			by: T::AccountId,
		},
		/// A claim on an item's cover waits for the insurer's answer.
		ClaimFiled {
			/// The claim.
			claim: ClaimId,
			/// The item.
			item: ItemId,
			/// The policy.
			policy: PolicyId,
			/// The loan that is paid, where the item stands for one.
			loan: Option<LoanId>,
			/// Who holds title and has filed it; nobody when it was filed for the loan.
			claimant: Option<T::AccountId>,
			/// What is claimed, in US cents.
			amount: UsdCents,
			/// For what.
			loss: Loss,
			/// The first second in which it counts as accepted.
			deadline: Seconds,
		},
		/// An insurer owes a claim.
		ClaimAccepted {
			/// The claim.
			claim: ClaimId,
			/// The insurer, or whoever said that he has not answered in time.
			by: T::AccountId,
			/// The first second in which he is late.
			pay_by: Seconds,
		},
		/// An insurer refuses a claim.
		ClaimRejected {
			/// The claim.
			claim: ClaimId,
			/// The insurer.
			insurer: T::AccountId,
			/// Hash of the reason.
			reason: H256,
			/// The first second in which nobody can contest that any more.
			until: Seconds,
		},
		/// An insurer has paid a claim.
		ClaimPaid {
			/// The claim.
			claim: ClaimId,
			/// The item.
			item: ItemId,
			/// The insurer.
			insurer: T::AccountId,
			/// The loan that was paid.
			loan: Option<LoanId>,
			/// Who was paid where the item stands for no loan.
			to: Option<T::AccountId>,
			/// What, in US cents.
			amount: UsdCents,
			/// Cover that the item has left, in US cents.
			left: UsdCents,
		},
		/// An insurer has not paid what he owes.
		ClaimOverdue {
			/// The claim.
			claim: ClaimId,
			/// The policy, whose items all show it.
			policy: PolicyId,
			/// Who said so.
			by: T::AccountId,
		},
		/// A claim was given up.
		ClaimWithdrawn {
			/// The claim.
			claim: ClaimId,
			/// Who holds title, or whoever said that the loan is over; nobody when another was filed
			/// for the loan.
			by: Option<T::AccountId>,
		},
		/// A claim that is owed goes on without its item: what it takes off the cover is off.
		ClaimParted {
			/// The claim.
			claim: ClaimId,
			/// The item.
			item: ItemId,
			/// Cover that the item has left, in US cents.
			left: UsdCents,
		},
		/// Somebody stands for a claim that its insurer refuses.
		ClaimContested {
			/// The claim.
			claim: ClaimId,
			/// Who does.
			by: T::AccountId,
			/// Held of him, in the smallest unit of CAL.
			bond: u128,
			/// Hash of what shows that the claim is owed.
			evidence: H256,
			/// The first second in which anyone may close the claim as refused.
			ends: Seconds,
		},
		/// Governance has found that an insurer owes a claim that he refused.
		ClaimUpheld {
			/// The claim.
			claim: ClaimId,
			/// The first second in which he is late.
			pay_by: Seconds,
		},
		/// A claim is refused for good.
		ClaimRefused {
			/// The claim.
			claim: ClaimId,
			/// Who closed it; nobody when governance has decided.
			by: Option<T::AccountId>,
		},
		/// A contest is over.
		ContestEnded {
			/// The claim.
			claim: ClaimId,
			/// Who stood for it.
			by: T::AccountId,
			/// Who has the bond. Nobody when it was burned.
			to: Option<T::AccountId>,
			/// The bond, in the smallest unit of CAL.
			bond: u128,
			/// Whether governance has found that the claim is owed.
			upheld: bool,
		},
	}
}
