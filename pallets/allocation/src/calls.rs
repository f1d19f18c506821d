//! What everybody, traders, custodians, auditors and governance do.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Changes how idle reserves are invested.
		///
		/// - **Origin**: governance.
		/// - **Details**: at once when it binds in nothing less than the one in force, else after that
		///   one's delay; another decision replaces the one that waits. Bills that are held and the
		///   amounts of orders stay as they are.
		/// - **Parameters**: `policy`: the new policy.
		/// - **Errors**: `PolicyOutOfRange`.
		/// - **Events**: `PolicySet`.
		#[pallet::call_index(0)]
		pub fn set_policy(origin: OriginFor<T>, policy: Policy) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(policy.in_range(), Error::<T>::PolicyOutOfRange);
			let (now, policies) = (Self::now(), CurrentPolicy::<T>::get());
			let (policies, from) = policies.with(policy, now, policies.at(now).delay);
			CurrentPolicy::<T>::put(policies);
			Self::deposit_event(Event::PolicySet { policy, from });
			Ok(())
		}

		/// Orders what the policy asks for.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the sale of a bill when redeemers are owed more than cash, bills that mature
		///   within the policy's horizon and standing sales cover; else the bills that the ladder
		///   lacks most, from cash above the liquid floor that is neither owed nor ordered. One
		///   order a call, at most one a tenor and a bill. Lapsed orders are cleared.
		/// - **Errors**: `NothingToOrder`, `Feed`, `NegativeRate`, `TooManyBills`; the pause's own
		///   for a purchase.
		/// - **Events**: `Ordered` or `SaleOrdered`; `OrderLapsed` for each one cleared.
		#[pallet::call_index(1)]
		pub fn rebalance(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let (live, lapsed) = Orders::<T>::get().split(Self::now());
			let (trade, amount) = Self::wanted(&live)?.ok_or(Error::<T>::NothingToOrder)?;
			let discount = Self::ensure_orderable(trade)?;
			let order = Self::place_order(live, trade, amount)?;
			for order in lapsed {
				Self::deposit_event(Event::OrderLapsed { order: order.id });
			}
			let (order, expires) = (order.id, order.expires);
			Self::deposit_event(match trade {
				Trade::Buy(tenor) => Event::Ordered { order, tenor, amount, discount, expires },
				Trade::Sell(bill) => Event::SaleOrdered { order, bill, amount, discount, expires },
			});
			Ok(())
		}

		/// Buys a bill for an order.
		///
		/// - **Origin**: signed by a TreasuryOperator.
		/// - **Details**: the cost, rounded up, goes to the custodian in coins and counts as in
		///   transit until the settlement is confirmed. One purchase uses an order up.
		/// - **Parameters**: `order`: a standing one; `purchase`: what was bought, and from which
		///   reserve asset and through which custodian.
		/// - **Errors**: `UnknownOrder`, `OrderLapsed`, `WrongSide`, `TooManyBills`; `Role`,
		///   `NotDistinct`; `Feed`, `NegativeRate`; `InvalidCusip`, `NotABill`,
		///   `SettlementOutOfRange`, `WrongTenor`, `TooDear`, `TooCheap`; `WrongReserve`, `NotWholeLots`, `AboveOrder`,
		///   `BelowFloor`, `AboveCustodianCap`, `AboveIssuerCap`, `TooLong`; those of the pause, the
		///   freeze list and the dollar.
		/// - **Events**: `Filled`.
		#[pallet::call_index(2)]
		pub fn fill(
			origin: OriginFor<T>,
			order: OrderId,
			purchase: Purchase<T::AccountId>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::ensure_may_buy(&operator, &purchase.custodian)?;
			let (rest, order, tenor) = Self::order_to_buy(order)?;
			let fed = Self::fed_discount(tenor)?;
			let policy = Self::policy_in_force();
			purchase.check(&policy, tenor, Self::today(), fed).map_err(Error::<T>::from)?;
			let bill = Self::bill_of(order.id, tenor, operator, purchase)?;
			Self::ensure_affordable(&policy, &order, &bill)?;
			Orders::<T>::put(rest);
			let id = Self::book_purchase(&bill)?;
			let (slot, paid) = (bill.purchase.slot, bill.paid);
			T::Dollar::spend_cash(slot, paid, &bill.purchase.custodian)?;
			Self::deposit_filled(id, bill);
			Ok(())
		}

		/// Confirms that a bill is in custody.
		///
		/// - **Origin**: signed by the bill's custodian while he has the role, or by an Auditor who
		///   is neither its custodian nor its operator.
		/// - **Details**: either comes first; with the second, cash in transit becomes a bill at
		///   cost. A first one whose giver has been put in doubt since has to be given anew.
		/// - **Parameters**: `bill`: one in transit, on its day of settlement or later.
		/// - **Errors**: `UnknownBill`, `AlreadyConfirmed`, `NotSettlementDay`, `Role`,
		///   `NotDistinct`.
		/// - **Events**: `SettlementConfirmed`; with the second one `BillSettled`.
		#[pallet::call_index(3)]
		pub fn confirm_settlement(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			let role = Self::ensure_confirms(&by, &record)?;
			ensure!(Self::today() >= record.purchase.settles, Error::<T>::NotSettlementDay);
			let (record, settled) = Self::with_settlement(record, by.clone(), role)?;
			let cost = record.cost;
			Bills::<T>::insert(bill, record);
			Self::deposit_event(Event::SettlementConfirmed { bill, by, role });
			if settled {
				Self::book_settlement(bill, cost)?;
			}
			Ok(())
		}

		/// Pays the face of a bill in.
		///
		/// - **Origin**: signed by the bill's custodian, whatever his role is by then: money always
		///   comes back.
		/// - **Details**: the coins come from his account, in the reserve asset that paid for the bill,
		///   and pay redeemers first. The cost leaves the book in the same call and the rest becomes a
		///   claim of the vault. A sale that has failed does not stand in the way.
		/// - **Parameters**: `bill`: a settled one that has matured.
		/// - **Errors**: `UnknownBill`, `NotCustodian`, `NotSettled`, `AlreadyPaid`, `NotMatured`; those
		///   of the dollar.
		/// - **Events**: `BillMatured`.
		#[pallet::call_index(4)]
		pub fn mature(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			let record = Self::bill_held_by(&custodian, bill)?;
			let payment = Self::face_of(&record)?;
			let cost = record.cost;
			let closed = Self::close(bill, record, payment.brings)?;
			Self::take_in(bill, &closed, payment, &custodian)?;
			Self::deposit_event(Event::BillMatured {
				bill,
				custodian,
				slot: payment.slot,
				face: payment.amount,
				cost,
				surplus: closed.surplus,
				at_settled_cost: closed.at_settled_cost,
			});
			Ok(())
		}

		/// Confirms that a bill has paid: its face, what it was sold for, or its cost back.
		///
		/// - **Origin**: signed by an Auditor who is neither its custodian nor its operator.
		/// - **Details**: before or after the coins came in; harvest needs both.
		/// - **Parameters**: `bill`: a settled one that is due, or any that has paid.
		/// - **Errors**: `UnknownBill`, `NotSettled`, `NotMatured`, `AlreadyConfirmed`, `Role`,
		///   `NotDistinct`.
		/// - **Events**: `MaturityConfirmed`.
		#[pallet::call_index(5)]
		pub fn confirm_maturity(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			Self::ensure_audits(&by, &record)?;
			let due = record.due().is_none_or(|due| Self::today() >= due);
			ensure!(due, Error::<T>::NotMatured);
			let record = Self::with_maturity(record, by.clone())?;
			Self::store_bill(bill, record);
			Self::deposit_event(Event::MaturityConfirmed { bill, by });
			Ok(())
		}

		/// Mints what a bill has brought to the vault.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the dollar keeps its cushion and may mint less; the rest stays a claim of
		///   the vault and can be harvested later. The claim falls by what is minted, so no price
		///   moves. What comes back of idle money that bore a loss is minted first and pays no fee.
		/// - **Parameters**: `bill`: one whose face is paid and confirmed.
		/// - **Errors**: `UnknownBill`, `NotConfirmed`, `KeptByCushion`; those of the dollar.
		/// - **Events**: `Harvested`.
		#[pallet::call_index(6)]
		pub fn harvest(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			let limit = record.gain();
			let (record, surplus) = Self::take_surplus(bill, record)?;
			let asked = SettledSurplus { bill, limit, amount: surplus.total() };
			let minted = match asked.amount.is_zero() {
				// Losses have taken all of it.
				true => UsdaiAmount::ZERO,
				false => {
					let minted = T::Dollar::mint_surplus(&T::Vault::account(), asked)?;
					ensure!(!minted.is_zero(), Error::<T>::KeptByCushion);
					minted
				},
			};
			let part = surplus.minted(minted).ok_or(Error::<T>::Arithmetic)?;
			let left = surplus.without(part).ok_or(Error::<T>::Arithmetic)?;
			Self::put_surplus_back(bill, record, part, left)?;
			if !part.returned.is_zero() {
				T::Vault::restore(part.returned)?;
			}
			if !part.income.is_zero() {
				T::Vault::harvest(part.income, YieldSource::Bills)?;
			}
			let (returned, left) = (part.returned, left.total());
			Self::deposit_event(Event::Harvested { bill, minted, returned, left });
			Ok(())
		}

		/// Sells a bill before its day, for an order.
		///
		/// - **Origin**: signed by a TreasuryOperator.
		/// - **Details**: the price is at least that at the fed discount and the tolerance. The bill
		///   stays in the book at cost, and its income counts, until the money comes in.
		/// - **Parameters**: `order`: a standing one for a sale; `sale`: the terms.
		/// - **Errors**: `Role`, `UnknownOrder`, `OrderLapsed`, `WrongSide`, `UnknownBill`,
		///   `NotDistinct`; `Feed`,
		///   `NegativeRate`; `SettlementOutOfRange`, `TooCheap`, `TooDear`; `NotHeld`,
		///   `AlreadyImpaired`, `WrongReserve`; those of the freeze list.
		/// - **Events**: `Sold`.
		#[pallet::call_index(7)]
		pub fn fill_sale(origin: OriginFor<T>, order: OrderId, sale: Sale) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::ensure_operates(&operator)?;
			let (rest, order, bill) = Self::order_to_sell(order)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			ensure!(operator != record.purchase.custodian, Error::<T>::NotDistinct);
			Self::ensure_sells_well(&record, &sale)?;
			let record = Self::book_sale(bill, record, operator.clone(), sale)?;
			Orders::<T>::put(rest);
			let Sale { price, settles } = sale;
			let Stage::Selling(sold) = record.stage else {
				return Err(Error::<T>::Arithmetic.into());
			};
			Self::deposit_event(Event::Sold {
				bill,
				order: order.id,
				operator,
				price,
				settles,
				proceeds: sold.proceeds,
				brings: sold.brings,
				cost: record.cost,
			});
			Ok(())
		}

		/// Pays in what a sale brings.
		///
		/// - **Origin**: signed by the bill's custodian, whatever his role is by then.
		/// - **Details**: the coins come from his account and pay redeemers first. What they are above
		///   the cost becomes a claim of the vault; what they are below it is charged at once, and the
		///   reserve fund covers what idle money of the vault bears of it.
		/// - **Parameters**: `bill`: one that was sold, on its day of settlement or later.
		/// - **Errors**: `UnknownBill`, `NotCustodian`, `NotSold`, `NotSettlementDay`; those of the
		///   dollar.
		/// - **Events**: `SaleSettled`; `LossCharged` when it brings a loss; `LossFinal` when idle money
		///   of the vault bore one.
		#[pallet::call_index(8)]
		pub fn settle_sale(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			let record = Self::bill_held_by(&custodian, bill)?;
			let payment = Self::proceeds_of(&record)?;
			let closed = Self::close(bill, record, payment.brings)?;
			Self::take_in(bill, &closed, payment, &custodian)?;
			Self::deposit_event(Event::SaleSettled {
				bill,
				custodian,
				slot: payment.slot,
				proceeds: payment.amount,
				surplus: closed.surplus,
				loss: closed.loss,
				at_settled_cost: closed.at_settled_cost,
			});
			Ok(())
		}

		/// Pays the cost back of a bill that never came.
		///
		/// - **Origin**: signed by an Auditor who is neither its custodian nor its operator, to say that
		///   it never came; then by the bill's custodian, whatever his role is by then, to pay.
		/// - **Details**: the coins come from his account and pay redeemers first. The bill leaves the
		///   book. Once it is impaired he needs nobody's word: what comes back is welcome.
		/// - **Parameters**: `bill`: one in transit, for an auditor on its day of settlement or later.
		/// - **Errors**: `UnknownBill`, `AlreadySettled`; for an auditor `Role`, `NotDistinct`,
		///   `NotSettlementDay`, `AlreadyConfirmed`; for the custodian `NotFailed` and those of the
		///   dollar.
		/// - **Events**: `FailureConfirmed`; `Unwound` when it is paid.
		#[pallet::call_index(9)]
		pub fn unwind(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			if by != record.purchase.custodian {
				let record = Self::with_failure(record, by.clone())?;
				Bills::<T>::insert(bill, record);
				Self::deposit_event(Event::FailureConfirmed { bill, by });
				return Ok(());
			}
			let payment = Self::cost_of(&record)?;
			let closed = Self::close(bill, record, payment.brings)?;
			Self::take_in(bill, &closed, payment, &by)?;
			let (slot, paid, surplus) = (payment.slot, payment.amount, closed.surplus);
			Self::deposit_event(Event::Unwound { bill, custodian: by, slot, paid, surplus });
			Ok(())
		}

		/// Marks a bill impaired: what should have come has not.
		///
		/// - **Origin**: signed by an Auditor who is neither its custodian nor its operator on the first
		///   business day after it was due; by anyone once it is late beyond the policy's grace, in
		///   business days, and the chain takes money in.
		/// - **Details**: the bill counts the policy's part of its cost and cannot be harvested until it
		///   pays. What is lost is charged at once: to surplus, to the vault's claim, to its idle
		///   money; what it pays after all goes back to them. A redemption counts the loss at once, a
		///   deposit when the bill is written off or brings less.
		/// - **Parameters**: `bill`: one that has not settled, not paid its face, or was sold and not
		///   paid for.
		/// - **Errors**: `UnknownBill`, `AlreadyImpaired`, `AlreadyPaid`, `NotLate`, `Role`,
		///   `NotDistinct`; that of the pause.
		/// - **Events**: `Impaired`, `LossCharged`.
		#[pallet::call_index(10)]
		pub fn impair(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			Self::ensure_impairs(&by, &record)?;
			let lost = Self::write_down(bill, record)?;
			Self::deposit_event(Event::Impaired { bill, by, lost });
			Self::charge_impaired(bill, lost)
		}

		/// Takes an impaired bill out of the book, which will never pay.
		///
		/// - **Origin**: governance.
		/// - **Details**: what still counts of it is charged. What the vault's idle money has borne of
		///   it will not come back: the reserve fund covers it.
		/// - **Parameters**: `bill`: an impaired one.
		/// - **Errors**: `UnknownBill`, `NotImpaired`, `AlreadyPaid`.
		/// - **Events**: `WrittenOff`; `LossCharged` when it still counted; `LossFinal` when idle money
		///   of the vault bore anything.
		#[pallet::call_index(11)]
		pub fn write_off(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			ensure!(record.written_down.is_some(), Error::<T>::NotImpaired);
			let closed = Self::close(bill, record, UsdaiAmount::ZERO)?;
			Self::deposit_event(Event::WrittenOff { bill, loss: closed.loss });
			let borne = Self::charge(bill, closed.loss)?;
			Self::cover(bill, [closed.forgone, borne]);
			Ok(())
		}

		/// Takes a sale back that has fallen through.
		///
		/// - **Origin**: signed by the bill's custodian while he has the role, or by an Auditor who is
		///   neither its custodian nor who sold it. Both have to, in any order; once the money is late
		///   beyond the policy's grace, in business days, an Auditor alone.
		/// - **Details**: the bill is held as before the sale, at the same cost and by the operator who
		///   bought it; what redeemers lack is ordered anew. An impaired one stays impaired.
		/// - **Parameters**: `bill`: one that was sold and not paid for.
		/// - **Errors**: `UnknownBill`, `NotSold`, `Role`, `NotDistinct`; `AlreadyConfirmed` when he has
		///   said so, or an auditor has seen the money.
		/// - **Events**: `CancellationConfirmed`; with the last one `SaleCancelled`.
		#[pallet::call_index(12)]
		pub fn cancel_sale(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			let role = Self::ensure_confirms(&by, &record)?;
			let (record, cancelled) = Self::with_cancellation(record, by.clone(), role)?;
			if cancelled {
				Self::book_cancellation(bill, &record)?;
			}
			Bills::<T>::insert(bill, record);
			Self::deposit_event(Event::CancellationConfirmed { bill, by, role });
			if cancelled {
				Self::deposit_event(Event::SaleCancelled { bill });
			}
			Ok(())
		}
	}
}
