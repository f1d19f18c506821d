//! What users and attesters do. One file: FRAME takes all calls in one impl, and most of its lines
//! are documentation that goes into the metadata.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Makes a title for hardware that nobody has vouched for yet.
		///
		/// - **Origin**: signed by the owner.
		/// - **Details**: holds a deposit for the item and for each serial. Every serial becomes a
		///   key of its own in one spelling (upper case, no spaces, hyphens or leading zeros), so
		///   that no hardware has two titles.
		/// - **Parameters**: `class`, `sku`: what it is; `quantity`: units of the model; `serials`:
		///   1 to 64; `site`: where it stands; `document`: hash of what describes it.
		/// - **Errors**: `UnknownSku`, `WrongClass`, `BadQuantity`, `BadSerial`, `SerialExists`,
		///   `SerialTombstoned`, `NoIdLeft`; the freeze list's and the balance's own.
		/// - **Events**: `Submitted`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::submit(count(serials)))]
		pub fn submit(
			origin: OriginFor<T>,
			class: AssetClass,
			sku: SkuId,
			quantity: u32,
			serials: SerialList,
			site: SiteId,
			document: H256,
		) -> DispatchResult {
			let lot = (class, sku, quantity, site, document);
			Self::put_submission(ensure_signed(origin)?, lot, &serials)
		}

		/// Takes back a title that nobody has vouched for.
		///
		/// - **Origin**: signed by the holder, or governance.
		/// - **Details**: its serials are free again, its deposit goes to its depositor.
		/// - **Parameters**: `item`; `serials`: as submitted, in the same order.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `AlreadyAttested`, `WrongSerials`; the freeze
		///   list's own.
		/// - **Events**: `SubmissionWithdrawn`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw_submission(count(serials)))]
		pub fn withdraw_submission(
			origin: OriginFor<T>,
			item: ItemId,
			serials: SerialList,
		) -> DispatchResult {
			let by = match T::GovernanceOrigin::try_origin(origin) {
				Ok(_) => None,
				Err(origin) => Some(ensure_signed(origin)?),
			};
			Self::take_back(by, item, &serials)
		}

		/// Says that the caller holds the hardware.
		///
		/// - **Origin**: signed by a Custodian for the item.
		/// - **Details**: custody in force that a loan or a hand-over rests on does not get
		///   shorter, and once its holder has asked for the hardware another custodian follows only
		///   when the one who was asked does not count any more.
		/// - **Parameters**: `item`; `receipt`: hash of the warehouse receipt; `expires`: the first
		///   second in which it counts no more.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `FactInForce`, `Encumbered`, `NoDocument`, `BadTerm`, `CustodyCut`, `UnknownSite`.
		/// - **Events**: `CustodyAttested`.
		#[pallet::call_index(2)]
		pub fn attest_custody(
			origin: OriginFor<T>,
			item: ItemId,
			receipt: H256,
			expires: Seconds,
		) -> DispatchResult {
			Self::put_custody(ensure_signed(origin)?, item, receipt, expires)
		}

		/// Says that title, lien and invoice are in order.
		///
		/// - **Origin**: signed by a Registrar for the item.
		/// - **Details**: while the item stands for a loan the invoice says neither more nor a
		///   later day than the one before.
		/// - **Parameters**: `item`; `document`: hash of the title documents; `filing`: hash of
		///   debtor, office, number and date of the lien filing; `lapses`: the first second in
		///   which the filing has lapsed; `invoice`: price and day, not before the model came to
		///   market and within its cap a unit; `paper`: hash of the invoice and who sold it.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `FactInForce`, `NoDocument`, `BadTerm`, `BadAmount`, `InFuture`, `BadText`,
		///   `InvoiceBeforeRelease`,
		///   `InvoiceAboveCap`, `InvoiceRaised`.
		/// - **Events**: `TitleAttested`.
		#[pallet::call_index(3)]
		pub fn attest_title(
			origin: OriginFor<T>,
			item: ItemId,
			document: H256,
			filing: H256,
			lapses: Seconds,
			invoice: Invoice,
			paper: InvoicePaper,
		) -> DispatchResult {
			let registrar = ensure_signed(origin)?;
			Self::put_title(registrar, item, (document, filing, lapses), invoice, paper)
		}

		/// Opens a policy that items of one class share.
		///
		/// - **Origin**: signed by an Insurer for the class, who owes no claim for too long.
		/// - **Details**: its premium counts as paid for the first time that the rules name. A
		///   policy whose premium is owed for longer than their grace covers nothing.
		/// - **Parameters**: `class`; `limit`: the most that it covers, in US cents; `premium`: a
		///   year, in parts per million of the cover; `until`: the first second without cover;
		///   `document`: hash of the policy.
		/// - **Errors**: `NotAuthorised`, `InsurerInDefault`, `NoDocument`, `BadAmount`,
		///   `BadRatio`, `BadTerm`,
		///   `NoIdLeft`.
		/// - **Events**: `PolicyOpened`.
		#[pallet::call_index(4)]
		pub fn open_policy(
			origin: OriginFor<T>,
			class: AssetClass,
			limit: UsdCents,
			premium: Ppm,
			until: Seconds,
			document: H256,
		) -> DispatchResult {
			let terms = (limit, premium, until);
			Self::put_policy(ensure_signed(origin)?, class, terms, document)
		}

		/// Covers an item.
		///
		/// - **Origin**: signed by the policy's insurer, an Insurer for the item, who owes no claim
		///   for too long.
		/// - **Details**: replaces the item's cover; what all items of a policy are covered for
		///   never passes its limit. Cover in force that a loan or a hand-over rests on does not
		///   shrink by it, in amount, floor or time. It may replace another's that was cancelled.
		///   Under an open claim it stays under its policy and covers what is claimed.
		/// - **Parameters**: `item`; `policy`; `cover`: of the whole item, in US cents; `floor`:
		///   residual value that is made up for, at most the cover; `until`: the first second
		///   without cover.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `FactInForce`, `InsurerInDefault`, `UnknownPolicy`, `NotInsurer`, `WrongClass`,
		///   `BadAmount`, `FloorAboveCover`, `BadTerm`,
		///   `PolicyTooShort`, `CoverCut`, `CoverExceeded`, `ClaimOpen`.
		/// - **Events**: `Insured`.
		#[pallet::call_index(5)]
		pub fn insure(
			origin: OriginFor<T>,
			item: ItemId,
			policy: PolicyId,
			cover: UsdCents,
			floor: UsdCents,
			until: Seconds,
		) -> DispatchResult {
			Self::put_insurance(ensure_signed(origin)?, item, policy, (cover, floor), until)
		}

		/// Values an item.
		///
		/// - **Origin**: signed by an Appraiser for the item.
		/// - **Details**: it replaces its giver's own. Above a size, and where no market bounds the
		///   value, the item has two, of different givers, and a second one finds its place; the
		///   lower counts, premise by premise. When they are too far apart nothing counts, until a
		///   third giver replaces the one that is further from his. Otherwise another's in force is
		///   replaced by one with no higher value only. What lends more than before counts after
		///   the challenge window; what counted before counts meanwhile.
		/// - **Parameters**: `item`; `values`: by premise, in US cents, of the whole item; `basis`:
		///   method, and condition of the hardware; `effective`: the day that they speak of;
		///   `expires`: the first second in which they count no more; `report`: hash of the report.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `FactInForce`, `NoDocument`, `BadValues`, `InFuture`, `BadTerm`, `MoveTooLarge`,
		///   `AboveCurve`,
		///   `AboveMarket`.
		/// - **Events**: `Appraised`.
		#[pallet::call_index(6)]
		pub fn appraise(
			origin: OriginFor<T>,
			item: ItemId,
			values: Values,
			basis: Basis,
			effective: Day,
			expires: Seconds,
			report: H256,
		) -> DispatchResult {
			let appraiser = ensure_signed(origin)?;
			Self::put_appraisal(appraiser, item, (values, basis), (effective, expires), report)
		}

		/// Declares an item fit to be pledged.
		///
		/// - **Origin**: signed by anyone.
		/// - **Parameters**: `item`: attested, with nothing missing.
		/// - **Errors**: `UnknownItem`, `NotAttested`, `NotInStanding`.
		/// - **Events**: `Activated`.
		#[pallet::call_index(7)]
		pub fn activate(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::put_to_use(item)
		}

		/// Says that the machines of these items answer.
		///
		/// - **Origin**: signed by the operator of the site at which they stand; never the holder,
		///   nor anybody but the custodian who has stated another fact.
		/// - **Details**: all or none.
		/// - **Parameters**: `beats`: the items, with the part of their time in which they worked
		///   and how they are.
		/// - **Errors**: `UnknownItem`, `UnknownSite`, `NotOperator`, `NotVouched`, `BadRatio`,
		///   `ConflictOfRoles`, `Disputed`, `TooSoon`.
		/// - **Events**: `Heartbeat`, for each item.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::heartbeat(count(beats)))]
		pub fn heartbeat(origin: OriginFor<T>, beats: Beats) -> DispatchResult {
			Self::hear_machines(ensure_signed(origin)?, beats)
		}

		/// Puts a fact in doubt: title cannot move and the item cannot be pledged.
		///
		/// - **Origin**: signed by a Registrar for the item, who holds no title to it, has stated
		///   no other fact than title, and has lost no dispute about the item of late.
		/// - **Details**: holds a bond. A redemption or retirement that waits is cancelled, a
		///   challenge gives way and has its bond back. A loan that runs is not touched.
		/// - **Parameters**: `item`; `fact`: one that somebody has stated; `evidence`: hash of what
		///   speaks against it.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `FactMissing`,
		///   `DisputedBefore`; the freeze list's and the balance's own.
		/// - **Events**: `FactDisputed`, and `RedemptionCancelled`, `RetirementCancelled` or
		///   `DoubtEnded` before it.
		#[pallet::call_index(9)]
		pub fn dispute(
			origin: OriginFor<T>,
			item: ItemId,
			fact: Fact,
			evidence: H256,
		) -> DispatchResult {
			Self::put_dispute(ensure_signed(origin)?, item, fact, evidence)
		}

		/// Ends a dispute.
		///
		/// - **Origin**: governance.
		/// - **Details**: the bond goes back when the dispute is upheld, and is burned when it is
		///   not. Of two appraisals only the challenged one is struck.
		/// - **Parameters**: `item`; `upheld`: whether the fact was wrong; it is struck then, and
		///   must be stated anew.
		/// - **Errors**: `UnknownItem`, `NotDisputed`.
		/// - **Events**: `DisputeResolved`, and `DoubtEnded` before it; `ClaimParted` when cover is
		///   struck that is claimed.
		#[pallet::call_index(10)]
		pub fn resolve(origin: OriginFor<T>, item: ItemId, upheld: bool) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::end_dispute(item, if upheld { Verdict::Upheld } else { Verdict::Refused })
		}

		/// Asks for the hardware.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Details**: title is locked until the custodian hands over or refuses, the holder
		///   cancels, or anyone calls governance after the deadline.
		/// - **Parameters**: `item`: active or released, undisputed, under nobody else's lien, its
		///   title stated by a registrar who counts, with custody and cover in force up to the
		///   deadline, and its custody not on offer.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `Encumbered`, `NotActive`, `Disputed`,
		///   `Liened`,
		///   `ClaimOpen`, `NotInStanding`, `CustodyOnOffer`, `EndsTooSoon`; the freeze list's own.
		/// - **Events**: `RedemptionRequested`.
		#[pallet::call_index(11)]
		pub fn request_redemption(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::ask_for_hardware(ensure_signed(origin)?, item)
		}

		/// Does not ask for the hardware any more.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Parameters**: `item`: in redemption.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `NotRedeeming`.
		/// - **Events**: `RedemptionCancelled`.
		#[pallet::call_index(12)]
		pub fn cancel_redemption(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::leave_hardware(ensure_signed(origin)?, item)
		}

		/// Says that the holder has the hardware. Title is burned, the serials are tombstones.
		///
		/// - **Origin**: signed by the item's custodian, still a Custodian for it.
		/// - **Details**: title must count and custody and cover be in force to the end. The cover
		///   is free for other items, the deposit goes to its depositor. The document's hash is
		///   kept for ever.
		/// - **Parameters**: `item`: in redemption; `document`: hash of what both have signed.
		/// - **Errors**: `NoDocument`, `UnknownItem`, `NotRedeeming`, `Disputed`, `Liened`,
		///   `NotInStanding`, `NotCustodian`,
		///   `NotAuthorised`; the freeze list's own.
		/// - **Events**: `Redeemed`, and `DoubtEnded` before it when a challenge gives way.
		#[pallet::call_index(13)]
		pub fn confirm_handover(
			origin: OriginFor<T>,
			item: ItemId,
			document: H256,
		) -> DispatchResult {
			Self::hand_over(ensure_signed(origin)?, item, document)
		}

		/// Writes a row of the table of models.
		///
		/// - **Origin**: governance.
		/// - **Details**: values of its items follow at once. A model never changes its class,
		///   which is that of its data.
		/// - **Parameters**: `id`; `sku`: the row.
		/// - **Errors**: `UnsoundSku`.
		/// - **Events**: `SkuSet`.
		#[pallet::call_index(14)]
		pub fn set_sku(origin: OriginFor<T>, id: SkuId, sku: Sku) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::put_sku(id, sku)
		}

		/// Changes how long facts may last, and what binds appraisers and insurers.
		///
		/// - **Origin**: governance.
		/// - **Details**: facts that were stated keep their end and their wait, claims their
		///   deadline. A shorter silence of custodians or grace for premiums counts once the longer
		///   one has passed.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(15)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::put_rules(rules)
		}

		/// Replaces the hash of what describes a submission.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Details**: nothing else of an item ever changes by its holder's word, and this only
		///   while nobody has vouched: those who vouch have read what is described. Class, model,
		///   quantity, site and serials are what they speak of: whoever gave them wrong takes the
		///   submission back and submits anew.
		/// - **Parameters**: `item`: submitted; `document`: the new hash.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `AlreadyAttested`; the freeze list's own.
		/// - **Events**: `Amended`.
		#[pallet::call_index(16)]
		pub fn amend(origin: OriginFor<T>, item: ItemId, document: H256) -> DispatchResult {
			Self::describe_anew(ensure_signed(origin)?, item, document)
		}

		/// Makes two lots of one.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Details**: the new lot is of the same class, model, site, document and holder. Who
		///   vouched for the lot has not seen how its units are spread: custody, title, cover and
		///   heartbeat must be stated anew of both, and the cover is free for other items. The
		///   appraisal stays, each lot's by its units and rounded down: a holder cannot rid himself
		///   of it. Both are attested afterwards, or submitted if nobody had vouched. The deposit
		///   goes to its depositor; the holder's is held for both.
		/// - **Parameters**: `item`: submitted, attested, active or released; `kept`, `moved`:
		///   every serial of it, each once, in the order of the new trees; `quantity`: units that
		///   move, at least one less than there are.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `Disputed`, `Liened`, `ClaimOpen`,
		///   `Encumbered`,
		///   `BadQuantity`, `BadSerial`, `WrongSerials`, `BadLot`,
		///   `NoIdLeft`; the freeze list's and the balance's own.
		/// - **Events**: `Split`.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::split(count(kept).saturating_add(count(moved))))]
		pub fn split(
			origin: OriginFor<T>,
			item: ItemId,
			kept: SerialList,
			moved: SerialList,
			quantity: u32,
		) -> DispatchResult {
			Self::part_lot(ensure_signed(origin)?, item, &kept, &moved, quantity)
		}

		/// Makes one lot of two.
		///
		/// - **Origin**: signed by the holder of title to both.
		/// - **Details**: `into` keeps its document and has all serials and units afterwards;
		///   `from` is no more, and its id is never used again. What was said of either must be
		///   said anew, and cover is free for other items. Appraisals that count stay as their sum
		///   when both are of one report, as those of a lot that was split are; no other is lost
		///   before it expires. Both deposits go to their depositors; the holder's is held for the
		///   lot.
		/// - **Parameters**: `into`, `from`: submitted both, or attested, active or released, of
		///   one class, model and site; `serials`: those of both, each once, in the order of the
		///   new tree.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `Disputed`, `Liened`, `ClaimOpen`,
		///   `Encumbered`,
		///   `UnlikeLots`,
		///   `TooManySerials`, `BadQuantity`, `Appraised`, `BadLot`, `BadSerial`, `WrongSerials`;
		///   the freeze list's and the balance's own.
		/// - **Events**: `Merged`.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::merge(count(serials)))]
		pub fn merge(
			origin: OriginFor<T>,
			into: ItemId,
			from: ItemId,
			serials: SerialList,
		) -> DispatchResult {
			Self::join_lots(ensure_signed(origin)?, into, from, &serials)
		}

		/// Says that the hardware is gone.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Details**: title is locked until a registrar agrees or the holder cancels.
		/// - **Parameters**: `item`: attested, active or released, undisputed; `cause`: why.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `Disputed`, `NotVouched`, `Encumbered`,
		///   `ClaimOpen`; the freeze list's own.
		/// - **Events**: `RetirementRequested`.
		#[pallet::call_index(19)]
		pub fn request_retirement(
			origin: OriginFor<T>,
			item: ItemId,
			cause: Cause,
		) -> DispatchResult {
			Self::ask_for_end(ensure_signed(origin)?, item, cause)
		}

		/// Says no more that the hardware is gone. The item must be activated anew.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Parameters**: `item`: to be retired.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `NotRetiring`.
		/// - **Events**: `RetirementCancelled`.
		#[pallet::call_index(20)]
		pub fn cancel_retirement(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::remain(ensure_signed(origin)?, item)
		}

		/// Ends an item whose hardware is gone. Title is burned, the serials are tombstones.
		///
		/// - **Origin**: signed by a Registrar for the item, who holds no title to it and has
		///   stated no other fact than title.
		/// - **Details**: takes the holder's word and a registrar's. The cover is free for other
		///   items, the deposit goes to its depositor.
		/// - **Parameters**: `item`: to be retired; `evidence`: hash of what shows that the
		///   hardware is gone.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `NotRetiring`,
		///   `Liened`; the freeze list's own.
		/// - **Events**: `Retired`, and `DoubtEnded` before it when a challenge gives way.
		#[pallet::call_index(21)]
		pub fn retire(origin: OriginFor<T>, item: ItemId, evidence: H256) -> DispatchResult {
			Self::end_item(ensure_signed(origin)?, item, evidence)
		}

		/// Registers a site, or what has changed of it.
		///
		/// - **Origin**: signed by a Registrar for the site, who does not run it.
		/// - **Details**: what another operator said before counts no more. A site is never
		///   removed.
		/// - **Parameters**: `site`; `tier`: how much of it may fail; `operator`: who runs it and
		///   speaks for its machines; `premises`: hash of the deed, or of the landlord's waiver.
		/// - **Errors**: `NotAuthorised`, `ConflictOfRoles`, `UnsoundSite`.
		/// - **Events**: `SiteSet`.
		#[pallet::call_index(22)]
		pub fn set_site(
			origin: OriginFor<T>,
			site: SiteId,
			tier: SiteTier,
			operator: T::AccountId,
			premises: Premises,
		) -> DispatchResult {
			Self::put_site(ensure_signed(origin)?, site, tier, operator, premises)
		}

		/// Would give the hardware to another custodian.
		///
		/// - **Origin**: signed by the item's custodian, still a Custodian for it.
		/// - **Details**: replaces an offer that is open. An offer ends when it is accepted or
		///   withdrawn, when it runs out, and with the custody that it is of. The own account may
		///   be given, to move the hardware to another site.
		/// - **Parameters**: `item`: in any state but redemption; `to`: who may accept; `until`:
		///   the first second in which it is too late.
		/// - **Errors**: `BadTerm`, `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `NotCustodian`, `NotInStanding`, `Encumbered`.
		/// - **Events**: `CustodyOffered`.
		#[pallet::call_index(23)]
		pub fn offer_custody(
			origin: OriginFor<T>,
			item: ItemId,
			to: T::AccountId,
			until: Seconds,
		) -> DispatchResult {
			Self::offer_hardware(ensure_signed(origin)?, item, to, until)
		}

		/// Would not give the hardware to another any more.
		///
		/// - **Origin**: signed by the item's custodian.
		/// - **Parameters**: `item`.
		/// - **Errors**: `UnknownItem`, `NotCustodian`, `NoOffer`.
		/// - **Events**: `CustodyOfferWithdrawn`.
		#[pallet::call_index(24)]
		pub fn withdraw_custody_offer(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::keep_hardware(ensure_signed(origin)?, item)
		}

		/// Says that the hardware that was offered is here.
		///
		/// - **Origin**: signed by whom it was offered to, a Custodian for the item at the new
		///   site, who holds no title to it and has stated no other fact.
		/// - **Details**: heartbeats from another site are struck. Who holds a role for the old
		///   site alone does not count for the item any more.
		/// - **Parameters**: `item`: its custody in force and not in dispute, and whoever offered
		///   it still its custodian by an offer that nobody doubts; `receipt`: hash of the
		///   warehouse receipt; `site`: where it stands now; `expires`: the first second in which
		///   custody counts no more.
		/// - **Errors**: `NoDocument`, `BadTerm`, `UnknownItem`, `NoOffer`, `UnknownSite`,
		///   `NotAuthorised`,
		///   `ConflictOfRoles`, `Disputed`, `NotInStanding`, `CustodyCut`.
		/// - **Events**: `CustodyTransferred`.
		#[pallet::call_index(25)]
		pub fn accept_custody(
			origin: OriginFor<T>,
			item: ItemId,
			receipt: H256,
			site: SiteId,
			expires: Seconds,
		) -> DispatchResult {
			Self::take_hardware(ensure_signed(origin)?, item, receipt, site, expires)
		}

		/// Says that the hardware of these items is still here.
		///
		/// - **Origin**: signed by their custodian, still a Custodian for each.
		/// - **Details**: all or none. Custody ends when it would have ended.
		/// - **Parameters**: `items`: their custody has not run out and is not in dispute.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `Disputed`,
		///   `NotCustodian`, `NotInStanding`.
		/// - **Events**: `CustodyConfirmed`, for each item.
		#[pallet::call_index(26)]
		#[pallet::weight(T::WeightInfo::confirm_custody(count(items)))]
		pub fn confirm_custody(origin: OriginFor<T>, items: ItemList) -> DispatchResult {
			Self::restate_custody(ensure_signed(origin)?, items)
		}

		/// Says that another has a lien on the hardware.
		///
		/// - **Origin**: signed by a Registrar for the item, who holds no title to it and has
		///   stated no other fact than title.
		/// - **Details**: the item is not pledged, redeemed, split, merged or retired before it is
		///   cleared or has lapsed. A loan that runs is not touched.
		/// - **Parameters**: `item`: somebody has vouched for it; `filing`: hash of debtor,
		///   creditor, office, number and date; `lapses`: the first second in which the filing has
		///   lapsed.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `NotVouched`, `Liened`,
		///   `NoDocument`, `BadTerm`, `DisputedBefore` (another has just cleared a lien of the
		///   caller's, or he has lost a dispute).
		/// - **Events**: `LienRecorded`.
		#[pallet::call_index(27)]
		pub fn record_lien(
			origin: OriginFor<T>,
			item: ItemId,
			filing: H256,
			lapses: Seconds,
		) -> DispatchResult {
			Self::put_lien(ensure_signed(origin)?, item, filing, lapses)
		}

		/// Says that nobody else has a lien on the hardware any more.
		///
		/// - **Origin**: signed by a Registrar for the item, who holds no title to it and has
		///   stated no other fact than title.
		/// - **Details**: the caller vouches for all that are recorded: they are kept with the
		///   release, and stand again when what he said is put in doubt. Whose lien another clears
		///   does not record the next for the time of `dispute_rest`.
		/// - **Parameters**: `item`: under a lien; `release`: hash of the creditors' releases.
		/// - **Errors**: `UnknownItem`, `NotAuthorised`, `ConflictOfRoles`, `NotLiened`,
		///   `NoDocument`.
		/// - **Events**: `LienCleared`.
		#[pallet::call_index(28)]
		pub fn clear_lien(origin: OriginFor<T>, item: ItemId, release: H256) -> DispatchResult {
			Self::strike_lien(ensure_signed(origin)?, item, release)
		}

		/// Does not hand the hardware over, and says why.
		///
		/// - **Origin**: signed by the item's custodian, still a Custodian for it.
		/// - **Details**: the item is released: its holder may cure what was wrong and ask again.
		/// - **Parameters**: `item`: in redemption, before its deadline; `reason`: hash of what the
		///   custodian has found.
		/// - **Errors**: `UnknownItem`, `NotRedeeming`, `NotCustodian`, `NotAuthorised`, `TooLate`.
		/// - **Events**: `RedemptionRefused`.
		#[pallet::call_index(29)]
		pub fn refuse_redemption(
			origin: OriginFor<T>,
			item: ItemId,
			reason: H256,
		) -> DispatchResult {
			Self::refuse_hardware(ensure_signed(origin)?, item, reason)
		}

		/// Calls governance when the custodian has not handed the hardware over in time.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the redemption is over and custody in dispute, without a bond, until
		///   governance decides: that the custodian is late is beyond doubt.
		/// - **Parameters**: `item`: in redemption, its deadline passed.
		/// - **Errors**: `UnknownItem`, `NotRedeeming`, `TooEarly`.
		/// - **Events**: `RedemptionEscalated`, `FactDisputed`, and `DoubtEnded` before them when a
		///   challenge gives way.
		#[pallet::call_index(30)]
		pub fn escalate_redemption(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::call_governance(ensure_signed(origin)?, item)
		}

		/// Pays the insurer for a policy.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: cover of all its items x premium x time from where it is paid to, rounded
		///   up, in USDai, see `premium_due`.
		/// - **Parameters**: `policy`: one that has not lapsed; `until`: the first second that is
		///   not paid for, at most a year from now and never after the policy's end.
		/// - **Errors**: `UnknownPolicy`, `PolicyLapsed`, `BadTerm`, `PremiumTooHigh`; the freeze
		///   list's and the dollar's own.
		/// - **Events**: `PremiumPaid`.
		#[pallet::call_index(40)]
		pub fn pay_premium(
			origin: OriginFor<T>,
			policy: PolicyId,
			until: Seconds,
		) -> DispatchResult {
			Self::take_premium(ensure_signed(origin)?, policy, until)
		}

		/// Says that the insurer was paid for a policy elsewhere. It covers again if it had lapsed.
		///
		/// - **Origin**: signed by the policy's insurer, still an Insurer for its class.
		/// - **Parameters**: `policy`; `until`: the first second that is not paid for, at most a
		///   year from now and never after the policy's end.
		/// - **Errors**: `UnknownPolicy`, `NotInsurer`, `NotAuthorised`, `BadTerm`.
		/// - **Events**: `PremiumAcknowledged`.
		#[pallet::call_index(41)]
		pub fn acknowledge_premium(
			origin: OriginFor<T>,
			policy: PolicyId,
			until: Seconds,
		) -> DispatchResult {
			Self::confirm_premium(ensure_signed(origin)?, policy, until)
		}

		/// Claims insurance money for an item.
		///
		/// - **Origin**: signed by the holder of title; while the item stands for a loan, by a
		///   Servicer for the item, too, who does not insure it.
		/// - **Details**: the insurer answers within the time of the rules, or owes it. While it is
		///   open the item cannot be pledged, redeemed, retired, split, merged or insured for less.
		///   The money goes to the loan that the item stands for, else to the holder. A Servicer
		///   files the loan's own claim: it takes the place of the holder's, see `ClaimWithdrawn`
		///   and `ClaimParted`.
		/// - **Parameters**: `item`: with cover in force, neither in redemption nor to be retired;
		///   `amount`: in US cents, at most the cover; `evidence`: hash of what shows the loss.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `ConflictOfRoles`, `Encumbered`, `NotCovered`,
		///   `BadAmount`, `AboveCover`, `ClaimOpen`, `NoIdLeft`; the freeze list's own.
		/// - **Events**: `ClaimFiled`; before it perhaps `ClaimParted`, or `ContestEnded` and
		///   `ClaimWithdrawn`.
		#[pallet::call_index(42)]
		pub fn file_claim(
			origin: OriginFor<T>,
			item: ItemId,
			amount: UsdCents,
			evidence: H256,
		) -> DispatchResult {
			Self::lodge_claim(ensure_signed(origin)?, item, amount, evidence)
		}

		/// Says that a claim is owed.
		///
		/// - **Origin**: signed by the policy's insurer; by anyone once the time to answer is over.
		/// - **Parameters**: `claim`: filed and not answered.
		/// - **Errors**: `UnknownClaim`, `ClaimAnswered`, `NotInsurer`.
		/// - **Events**: `ClaimAccepted`.
		#[pallet::call_index(43)]
		pub fn accept_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			Self::take_on_claim(ensure_signed(origin)?, claim)
		}

		/// Says that a claim is not owed. That is final once nobody has contested it in time.
		///
		/// - **Origin**: signed by the policy's insurer, still an Insurer for its class.
		/// - **Details**: until then the claim is open: cover and limit stay as they are. See
		///   `contest_claim` and `close_claim`.
		/// - **Parameters**: `claim`: filed, not answered, within the time to answer; `reason`:
		///   hash of the reason.
		/// - **Errors**: `UnknownClaim`, `NotInsurer`, `NotAuthorised`, `ClaimAnswered`, `TooLate`.
		/// - **Events**: `ClaimRejected`.
		#[pallet::call_index(44)]
		pub fn reject_claim(origin: OriginFor<T>, claim: ClaimId, reason: H256) -> DispatchResult {
			Self::turn_down_claim(ensure_signed(origin)?, claim, reason)
		}

		/// Pays a claim in USDai.
		///
		/// - **Origin**: signed by the policy's insurer.
		/// - **Details**: the loan that the item stood for when the claim was filed has the money;
		///   without one the holder of title, or whoever held it when the claim was parted from the
		///   item. The item's cover and the policy's limit have the amount less, unless they had
		///   that before.
		/// - **Parameters**: `claim`: accepted; on residual value, of a loan that is not over.
		/// - **Errors**: `UnknownClaim`, `NotInsurer`, `ClaimNotOwed`; the freeze list's, the
		///   dollar's and the loan's own.
		/// - **Events**: `ClaimPaid`.
		#[pallet::call_index(45)]
		// A benchmark pays a holder; a loan has its record and what waits for it on top.
		#[pallet::weight(
			<T as Config>::WeightInfo::pay_claim().saturating_add(T::LossPayee::receive_weight())
		)]
		pub fn pay_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			Self::settle_claim(ensure_signed(origin)?, claim)
		}

		/// Says that the insurer has not paid in time. Every item of the policy shows it until he
		/// has.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: a loan counts no more on what it claims of residual value.
		/// - **Parameters**: `claim`: accepted, its time to pay over; on residual value, of a loan
		///   that is not over.
		/// - **Errors**: `UnknownClaim`, `ClaimNotOwed`, `TooEarly`.
		/// - **Events**: `ClaimOverdue`.
		#[pallet::call_index(46)]
		// A benchmark claims for a holder; of a loan it is asked whether it is over, and it is told.
		#[pallet::weight(
			<T as Config>::WeightInfo::report_overdue_claim()
				.saturating_add(T::DbWeight::get().reads(1))
				.saturating_add(T::LossPayee::give_up_weight())
		)]
		pub fn report_overdue_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			Self::mark_overdue(ensure_signed(origin)?, claim)
		}

		/// Gives up a claim. Nothing is kept of one that is not owed; whoever contests that has the
		/// bond back.
		///
		/// - **Origin**: signed by the holder of title, while the item stands for no loan, or
		///   whoever held it when the claim was parted from the item; by anyone when it is on
		///   residual value and the loan is over.
		/// - **Parameters**: `claim`: open.
		/// - **Errors**: `UnknownClaim`, `ClaimAnswered`, `Encumbered` (it is the lender's),
		///   `LoansClaim` (it was parted from the item of a loan), `UnknownItem`, `NotHolder`.
		/// - **Events**: `ClaimWithdrawn`, perhaps `ContestEnded` before it.
		#[pallet::call_index(47)]
		// As with `report_overdue_claim`.
		#[pallet::weight(
			<T as Config>::WeightInfo::withdraw_claim()
				.saturating_add(T::DbWeight::get().reads(1))
				.saturating_add(T::LossPayee::give_up_weight())
		)]
		pub fn withdraw_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			Self::give_up_claim(ensure_signed(origin)?, claim)
		}

		/// Doubts an appraisal: title cannot move and the item cannot be pledged until governance
		/// has decided, or the time for that is over.
		///
		/// - **Origin**: signed by anyone who can hold the bond.
		/// - **Details**: puts the appraisal in dispute. A loan that runs, a redemption, a
		///   retirement and the sale of what was seized go on.
		/// - **Parameters**: `item`: attested, active, released or pledged, undisputed;
		///   `appraiser`: whose appraisal, one that has not expired and no challenge was lost
		///   about; `evidence`: hash of what speaks against it.
		/// - **Errors**: `ConflictOfRoles` (the appraisal is the caller's own), `UnknownItem`,
		///   `Disputed`, `Encumbered`, `FactMissing`, `ChallengedBefore`; the freeze list's and the
		///   balance's own.
		/// - **Events**: `Challenged`.
		#[pallet::call_index(48)]
		pub fn challenge(
			origin: OriginFor<T>,
			item: ItemId,
			appraiser: T::AccountId,
			evidence: H256,
		) -> DispatchResult {
			Self::put_challenge(ensure_signed(origin)?, item, appraiser, evidence)
		}

		/// Ends a challenge or dispute that nobody has decided in time: it is not upheld.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the bond is burned: silence pays nobody. What `escalate_redemption` has
		///   put in dispute waits for governance.
		/// - **Parameters**: `item`: in doubt by somebody's bond, the time to decide over.
		/// - **Errors**: `NoDoubt`, `TooEarly`.
		/// - **Events**: `DoubtEnded`, `DisputeResolved`.
		#[pallet::call_index(49)]
		pub fn expire_dispute(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::let_dispute_expire(item)
		}

		/// Gives title to another account.
		///
		/// - **Origin**: signed by the holder of title.
		/// - **Details**: `Nfts::transfer` is no call of this chain: titles move here only, where
		///   the freeze list and the pause of transfers are asked. Deposits stay with whoever left
		///   them.
		/// - **Parameters**: `item`: submitted, attested, active or released, undisputed; `to`: not
		///   the registry's own account.
		/// - **Errors**: `UnknownItem`, `NotHolder`, `BadReceiver`, `Disputed`, `Encumbered`; the
		///   freeze list's own, of both accounts, and `TierPaused` while transfers are.
		/// - **Events**: `Transferred`.
		#[pallet::call_index(50)]
		pub fn transfer(origin: OriginFor<T>, item: ItemId, to: T::AccountId) -> DispatchResult {
			Self::give_title(ensure_signed(origin)?, item, to)
		}

		/// Gives notice that an item's cover ends.
		///
		/// - **Origin**: signed by the policy's insurer, still an Insurer for the item.
		/// - **Details**: it goes on for the time of the rules, or to its end where that is
		///   earlier. The standing shows it: nothing new is lent on it, and another insurer may
		///   follow at once. To take it back, its insurer covers the item for longer.
		/// - **Parameters**: `item`: covered, in whatever state.
		/// - **Errors**: `UnknownItem`, `NotCovered`, `NotInsurer`, `NotAuthorised`,
		///   `CoverCancelled`.
		/// - **Events**: `CoverCancelled`.
		#[pallet::call_index(51)]
		pub fn cancel_cover(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::end_cover(ensure_signed(origin)?, item)
		}

		/// Gives cover that has ended back to its policy: no premium is asked for it any more.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the fact is struck; what was claimed in time stays claimed.
		/// - **Parameters**: `item`: covered until now; without an open claim, a dispute about its
		///   cover, a loan or a hand-over that rests on it.
		/// - **Errors**: `UnknownItem`, `NotCovered`, `TooEarly`, `Encumbered`, `Disputed`,
		///   `ClaimOpen`.
		/// - **Events**: `EndedCoverFreed`.
		#[pallet::call_index(52)]
		pub fn free_ended_cover(origin: OriginFor<T>, item: ItemId) -> DispatchResult {
			Self::strike_ended_cover(ensure_signed(origin)?, item)
		}

		/// Forgets a policy that is over and that nothing rests on.
		///
		/// - **Origin**: signed by anyone.
		/// - **Parameters**: `policy`: ended; it covers no item, and no claim on it is open.
		/// - **Errors**: `UnknownPolicy`, `TooEarly`, `PolicyInUse`.
		/// - **Events**: `PolicyClosed`.
		#[pallet::call_index(53)]
		pub fn close_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			Self::forget_policy(ensure_signed(origin)?, policy)
		}

		/// Forgets a claim that was refused for good a year ago or longer: it cost whoever filed it
		/// nothing.
		///
		/// - **Origin**: signed by anyone.
		/// - **Parameters**: `claim`: refused.
		/// - **Errors**: `UnknownClaim`, `ClaimKept`, `TooEarly`.
		/// - **Events**: `ClaimForgotten`.
		#[pallet::call_index(54)]
		pub fn forget_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			Self::drop_claim(ensure_signed(origin)?, claim)
		}

		/// Ends an item whose title was found wrong. Its serials are free: whoever has the hardware
		/// may submit it.
		///
		/// - **Origin**: governance.
		/// - **Details**: a title in dispute is struck first, see `resolve`. The cover is free for
		///   other items, the deposit goes to its depositor, a claim goes on by itself.
		/// - **Parameters**: `item`: attested, active, released or to be retired, undisputed but
		///   for a challenge, its title stated by nobody; `serials`: as submitted, split or merged
		///   last, in the same order.
		/// - **Errors**: `UnknownItem`, `NotVouched`, `Titled`, `Disputed`, `Encumbered`,
		///   `BadSerial`,
		///   `WrongSerials`.
		/// - **Events**: `TitleEnded`, and `ClaimParted` and `DoubtEnded` before it.
		#[pallet::call_index(55)]
		#[pallet::weight(T::WeightInfo::end_title(count(serials)))]
		pub fn end_title(
			origin: OriginFor<T>,
			item: ItemId,
			serials: SerialList,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::strike_title(item, &serials)
		}

		/// Stands for a claim that its insurer refuses, until governance has decided or the time for
		/// that is over.
		///
		/// - **Origin**: signed by whoever would have the money: the holder of title, or whoever held
		///   it when the claim was parted from the item; of a loan's claim by whoever filed it, or a
		///   Servicer, Curator or Originator for the item, once it is gone for its class or its id.
		///   Never by the insurer.
		/// - **Details**: holds the bond of a challenge. It is burned unless governance finds that
		///   the claim is owed, or nobody claims any more.
		/// - **Parameters**: `claim`: rejected, and not for longer than the rules allow; `evidence`:
		///   hash of what shows that it is owed.
		/// - **Errors**: `UnknownClaim`, `ConflictOfRoles`, `NotHolder`, `NotAuthorised`,
		///   `ClaimNotRejected`, `TooLate`; the freeze list's and the balance's own.
		/// - **Events**: `ClaimContested`.
		#[pallet::call_index(56)]
		pub fn contest_claim(
			origin: OriginFor<T>,
			claim: ClaimId,
			evidence: H256,
		) -> DispatchResult {
			Self::put_contest(ensure_signed(origin)?, claim, evidence)
		}

		/// Decides whether an insurer owes a claim that he refuses.
		///
		/// - **Origin**: governance.
		/// - **Details**: of one that is owed he has the time of the rules to pay, and the bond goes
		///   back. One that is not is refused for good: the limit has back what the claim had off
		///   it, the bond is burned, and a loan counts no more on what it claims of residual value.
		/// - **Parameters**: `claim`: contested; `owed`: whether he owes it.
		/// - **Errors**: `UnknownClaim`, `ClaimNotContested`.
		/// - **Events**: `ContestEnded`, then `ClaimUpheld` or `ClaimRefused`.
		#[pallet::call_index(57)]
		// A benchmark claims a casualty, of which no loan is told.
		#[pallet::weight(
			<T as Config>::WeightInfo::decide_claim()
				.saturating_add(T::LossPayee::give_up_weight())
		)]
		pub fn decide_claim(origin: OriginFor<T>, claim: ClaimId, owed: bool) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::end_contest(claim, owed)
		}

		/// Says that a refusal is final: nobody has contested it in time, or governance has been
		/// silent for too long.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: as if governance had found that the claim is not owed.
		/// - **Parameters**: `claim`: rejected or contested, its time over.
		/// - **Errors**: `UnknownClaim`, `ClaimNotRejected`, `TooEarly`.
		/// - **Events**: `ClaimRefused`, perhaps `ContestEnded` before it.
		#[pallet::call_index(58)]
		// As with `decide_claim`.
		#[pallet::weight(
			<T as Config>::WeightInfo::close_claim()
				.saturating_add(T::LossPayee::give_up_weight())
		)]
		pub fn close_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			Self::close_refusal(ensure_signed(origin)?, claim)
		}
	}
}
