//! Every way out of a loan, called in every state that is not its own and by those who may not: refused
//! with a name, and nothing changes. And people who are frozen when their money comes: nobody's loan is
//! stuck.

use crate::set_up::{
	accept, ask, by, dollars, hash_of, offer, on_day, repay, usd, with_chain, Rack, BORROWER,
	CURATOR, DEAR, PASSER_BY, SAVER,
};
use caliber_integration_tests::registry::{as_root, INSURER, REGISTRAR};
use caliber_primitives::{
	ids::{ItemId, LoanId, LotId},
	roles::RoleError,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{Auctions, Runtime, RuntimeCall, RuntimeOrigin};
use frame_support::assert_ok;
use pallet_lending::{Call, Error, Junior, Loans, Payee, Record};
use pallet_usdai::FreezeReason;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Dispatchable, DispatchError};

/// Where a loan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
	None,
	Offered,
	Current,
	InGrace,
	Overdue,
	Repaid,
	Notice,
	OnSale,
	Closed,
}

const STATES: [State; 9] = [
	State::None,
	State::Offered,
	State::Current,
	State::InGrace,
	State::Overdue,
	State::Repaid,
	State::Notice,
	State::OnSale,
	State::Closed,
];

/// A rack of the borrower's without residual cover, and a loan on it that a Curator adds to.
fn offered() -> LoanId {
	let item = Rack { forced: 50_000, ..Rack::default() }.active();
	let rate = DEAR;
	let junior =
		Junior { curator: CURATOR.to_account_id(), amount: UsdaiAmount(usd(20_000)), rate };
	offer(&[item], ask(100_000), vec![junior])
}

/// A loan in that state.
fn loan_in(state: State) -> LoanId {
	if state == State::None {
		return LoanId(7);
	}
	let loan = offered();
	if state == State::Offered {
		return loan;
	}
	by(CURATOR, Call::stage { loan, terms_hash: hash_of(loan) });
	accept(loan);
	match state {
		State::Current => return loan,
		State::Repaid => {
			repay(loan, 12);
			return loan;
		},
		State::InGrace => {
			// The last moment in which it may be cured without default.
			on_day(41);
			return loan;
		},
		_ => on_day(42),
	}
	if state == State::Overdue {
		return loan;
	}
	by(PASSER_BY, Call::call_default { loan });
	if state == State::Notice {
		on_day(51);
		return loan;
	}
	on_day(52);
	by(PASSER_BY, Call::open_sale { loan });
	if state == State::OnSale {
		return loan;
	}
	let lot = Auctions::lot_of(loan).expect("it is on sale");
	by(SAVER, pallet_auctions::Call::buy { lot, max_price: UsdaiAmount::MAX });
	loan
}

fn refused_by(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchError {
	let call = call.into();
	let origin = RuntimeOrigin::signed(who.to_account_id());
	let mut why = None;
	let tried = || {
		let result = call.clone().dispatch(origin.clone()).map_err(|refused| refused.error);
		why = result.err();
		why.map_or(Ok(()), Err)
	};
	let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
	let done = frame_support::storage::with_storage_layer(tried);
	assert!(done.is_err(), "it went through");
	assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), root);
	why.expect("it is refused")
}

/// What each way out says in each state; nothing where it is its own, or is tried by its own test.
#[test]
fn ways_out_should_be_refused_by_name_in_every_state_that_is_not_theirs() {
	use State::{
		Closed, Current, InGrace, None as Missing, Notice, Offered, OnSale, Overdue, Repaid,
	};
	type Make = fn(LoanId) -> Call<Runtime>;
	type Says = fn(State) -> Option<Error<Runtime>>;
	let cases: [(&str, Make, Says); 8] = [
		(
			"call_default",
			|loan| Call::call_default { loan },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				Offered | Repaid | Notice | OnSale | Closed => Some(Error::NotActive),
				// A second early.
				Current | InGrace => Some(Error::NoDefault),
				Overdue => None,
			},
		),
		(
			"open_sale",
			|loan| Call::open_sale { loan },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				Notice => Some(Error::NoticeRuns),
				OnSale => Some(Error::SaleGoesOn),
				_ => Some(Error::NotDefaulted),
			},
		),
		(
			"redeem_collateral",
			|loan| Call::redeem_collateral { loan, max_amount: UsdaiAmount(1) },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				Notice | OnSale => Some(Error::AboveLimit),
				_ => Some(Error::NotDefaulted),
			},
		),
		(
			"buy_out",
			|loan| Call::buy_out { loan, max_amount: UsdaiAmount::MAX },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				// The saver insures nothing.
				Notice => Some(Error::NotInsurer),
				OnSale => Some(Error::SaleGoesOn),
				_ => Some(Error::NotDefaulted),
			},
		),
		(
			"recover",
			|loan| Call::recover { loan, amount: UsdaiAmount(1) },
			|state| match state {
				// The sale has paid all.
				Closed => Some(Error::NothingOwed),
				_ => Some(Error::NotClosed),
			},
		),
		(
			"agree_to_sale",
			|loan| Call::agree_to_sale { loan, tranche: 1, least: None },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				Notice | OnSale => Some(Error::NotHolder),
				_ => Some(Error::NotDefaulted),
			},
		),
		(
			"report_breach",
			|loan| Call::report_breach { loan, evidence: H256::repeat_byte(1) },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				Current | InGrace | Overdue => Some(Error::Role(RoleError::NotGranted)),
				_ => Some(Error::NotActive),
			},
		),
		(
			"review",
			|loan| Call::review { loan },
			|state| match state {
				Missing => Some(Error::UnknownLoan),
				Offered | Repaid | Closed => Some(Error::NotActive),
				_ => None,
			},
		),
	];
	for state in STATES {
		with_chain(|| {
			let loan = loan_in(state);
			for (name, call, says) in &cases {
				if let Some(error) = says(state) {
					assert_eq!(refused_by(SAVER, call(loan)), error.into(), "{name} {state:?}");
				}
			}
			// Only a Registrar halts a sale, and only one that there may be.
			let stay = || Call::stay_sale { loan, lasts: Seconds(1) };
			let no_role = Error::<Runtime>::Role(RoleError::NotGranted);
			assert_eq!(refused_by(SAVER, stay()), no_role.into());
			if !matches!(state, Notice | OnSale) {
				let missing = state == Missing;
				let error =
					if missing { Error::UnknownLoan } else { Error::<Runtime>::NotDefaulted };
				assert_eq!(refused_by(REGISTRAR, stay()), error.into(), "{state:?}");
			}
		});
	}
}

/// H59 to H62: what bidders try. A price that falls has no bids; who buys has paid.
#[test]
fn lots_should_be_refused_to_who_pays_too_little_or_comes_too_late() {
	use pallet_auctions::{Call, Error};
	with_chain(|| {
		let loan = loan_in(State::OnSale);
		let lot = Auctions::lot_of(loan).expect("it is on sale");
		let buy = |lot, most| Call::<Runtime>::buy { lot, max_price: UsdaiAmount(most) };
		let price = Auctions::price(lot).expect("it is on sale").get();
		for most in [0, 1, price - 1] {
			let error = Error::<Runtime>::PriceAboveLimit;
			assert_eq!(refused_by(SAVER, buy(lot, most)), error.into());
		}
		// Who has no dollars.
		let broke = refused_by(PASSER_BY, buy(lot, u128::MAX));
		assert!(matches!(broke, DispatchError::Token(_)), "{broke:?}");
		let unknown = LotId(lot.0 + 1);
		assert_eq!(refused_by(SAVER, buy(unknown, u128::MAX)), Error::<Runtime>::NoSuchLot.into());
		assert_eq!(refused_by(SAVER, Call::settle { lot }), Error::<Runtime>::NotOver.into());
		// Who lends nothing sets nothing off.
		let credit = Call::<Runtime>::credit_bid { lot, max_price: UsdaiAmount::MAX };
		let no_lender = pallet_lending::Error::<Runtime>::NotLender;
		assert_eq!(refused_by(SAVER, credit), no_lender.into());
		on_day(60);
		assert_eq!(refused_by(SAVER, buy(lot, u128::MAX)), Error::<Runtime>::Over.into());
		by(PASSER_BY, Call::settle { lot });
		let settled = refused_by(PASSER_BY, Call::<Runtime>::settle { lot });
		assert_eq!(settled, Error::<Runtime>::NoSuchLot.into());
	});
}

fn freeze(who: Sr25519Keyring) {
	let (who, reason) = (who.to_account_id(), FreezeReason::Order);
	assert_ok!(as_root(pallet_usdai::Call::freeze { who, reason, until: None }));
}

fn unfreeze(who: Sr25519Keyring) {
	assert_ok!(as_root(pallet_usdai::Call::unfreeze { who: who.to_account_id() }));
}

/// H63: lender, borrower and whoever called default are frozen when the hardware is sold: it is, and what
/// is theirs waits for them.
#[test]
fn closing_should_go_through_when_those_who_are_paid_are_frozen() {
	with_chain(|| {
		let loan = loan_in(State::OnSale);
		let lot = Auctions::lot_of(loan).expect("it is on sale");
		for who in [CURATOR, BORROWER, INSURER] {
			freeze(who);
		}
		// Who is frozen himself buys nothing, and neither does he redeem.
		freeze(SAVER);
		let buy = pallet_auctions::Call::<Runtime>::buy { lot, max_price: UsdaiAmount::MAX };
		let frozen = refused_by(SAVER, buy.clone());
		assert!(matches!(frozen, DispatchError::Module(_)), "{frozen:?}");
		unfreeze(SAVER);
		by(SAVER, buy);
		assert!(matches!(Loans::<Runtime>::get(loan), Some(Record::Closed(_))));
		for (who, payee) in [(CURATOR, Payee::Tranche(1)), (BORROWER, Payee::Borrower)] {
			let before = dollars(who);
			refused_by(PASSER_BY, Call::<Runtime>::collect { loan, payee });
			unfreeze(who);
			by(PASSER_BY, Call::collect { loan, payee });
			assert!(dollars(who) > before);
		}
	});
}

/// What lies with a loan does not leave it by the borrower's hand once it is in default.
#[test]
fn money_and_hardware_of_a_defaulted_loan_should_not_move_by_other_calls() {
	with_chain(|| {
		let loan = loan_in(State::Notice);
		let not_active = DispatchError::from(Error::<Runtime>::NotActive);
		let calls: [Call<Runtime>; 6] = [
			Call::repay { loan, windows: 1 },
			Call::prepay { loan, amount: UsdaiAmount(usd(1)) },
			Call::fund_lockbox { loan, amount: UsdaiAmount(usd(1)) },
			Call::fund_reserve { loan, amount: UsdaiAmount(usd(1)) },
			Call::sweep { loan },
			Call::draw_reserve { loan },
		];
		for call in calls {
			assert_eq!(refused_by(BORROWER, call.clone()), not_active, "{call:?}");
		}
		// The title is the chain's: nobody moves it, and nobody pledges it twice.
		let item = ItemId(0);
		let to = SAVER.to_account_id();
		let moves = pallet_caliber::Call::<Runtime>::transfer { item, to };
		refused_by(BORROWER, moves);
		let twice = offer(&[item], ask(50_000), vec![]);
		let terms_hash = hash_of(twice);
		let pledged = refused_by(BORROWER, Call::<Runtime>::accept { loan: twice, terms_hash });
		assert!(matches!(pledged, DispatchError::Module(_)), "{pledged:?}");
	});
}
