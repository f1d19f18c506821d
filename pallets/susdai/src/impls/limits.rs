//! How much a call would take: never fails, and what it says is accepted.

use crate::{
	pallet::{Config, Pallet, Requests},
	types::Portion,
};
use caliber_finance::dollar::{above_least, leaves_dust};
use caliber_primitives::{
	book::LoanBook,
	dollar::{Compliance, PauseTier},
	ids::RequestId,
	units::{Shares, UsdaiAmount},
};
use frame_support::traits::fungible::Inspect;

impl<T: Config> Pallet<T> {
	fn may(who: &T::AccountId, tier: PauseTier) -> bool {
		T::Compliance::ensure_free(who).is_ok() && T::Compliance::ensure_open(tier).is_ok()
	}

	/// All that the account has, when that buys a share.
	pub(crate) fn most_assets(who: &T::AccountId) -> UsdaiAmount {
		let assets = UsdaiAmount(T::Dollar::balance(who));
		match Self::may(who, PauseTier::Intake) && Self::deposit_quote(assets).is_ok() {
			true => assets,
			false => UsdaiAmount::ZERO,
		}
	}

	/// What all that the account has buys; a little less when the price would leave it dust, which
	/// cannot stay.
	pub(crate) fn most_shares(who: &T::AccountId) -> Shares {
		let assets = Self::most_assets(who);
		let cost = |shares| Self::mint_quote(shares).ok().map(|(_, purchase)| purchase.assets);
		let bought = |assets| Self::preview_deposit(assets);
		let leaves_none =
			|cost| cost == assets || !leaves_dust(assets.get(), cost, Self::base().get());
		let fits = |shares: &Shares| cost(*shares).is_some_and(leaves_none);
		let whole = bought(assets).filter(fits);
		let less = || bought(above_least(assets, Self::base())).filter(fits);
		whole.or_else(less).unwrap_or_default()
	}

	/// All free shares of the account.
	pub(crate) fn most_requested(who: &T::AccountId) -> Shares {
		let rolled = T::Book::value(Self::now()).is_ok();
		match Self::may(who, PauseTier::Exit) && rolled {
			true => Self::free_shares(who),
			false => Shares::ZERO,
		}
	}

	/// What was served of a request, unless its controller is frozen.
	pub(crate) fn most_claimed(id: RequestId) -> Portion {
		let free = |controller| T::Compliance::ensure_free(&controller).is_ok();
		let controller = Requests::<T>::get(id).map(|request| request.controller);
		match controller.is_some_and(free) {
			true => Self::claimable_of(id),
			false => Portion::default(),
		}
	}
}
