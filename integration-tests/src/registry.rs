//! Hardware with title and everybody who vouches for it, by the runtime's own calls.

use crate::{chain, initialize_at, set_time};
use caliber_primitives::{
	ids::{AssetClass, ItemId, PolicyId, SiteId, SkuId},
	roles::{Role, Scope},
	units::{Ppm, Seconds, UsdCents, SECONDS_PER_DAY},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin};
use frame_support::assert_ok;
use pallet_caliber::{
	Basis, Beat, Call, Grade, Health, Invoice, InvoicePaper, Method, Premises, SerialList,
	SiteTier, Values,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};

/// 1 March 2026, when everything is stated.
pub const TODAY: Seconds = Seconds(20_513 * SECONDS_PER_DAY);

/// Holds the hardware.
pub const CUSTODIAN: Sr25519Keyring = Sr25519Keyring::Charlie;
/// Attests title.
pub const REGISTRAR: Sr25519Keyring = Sr25519Keyring::Dave;
/// Covers it.
pub const INSURER: Sr25519Keyring = Sr25519Keyring::Eve;
/// Values it.
pub const APPRAISER: Sr25519Keyring = Sr25519Keyring::Ferdie;
/// May value it, too, with a grant.
pub const SECOND_APPRAISER: Sr25519Keyring = Sr25519Keyring::One;

/// The H100 of the presets.
pub const SKU: SkuId = SkuId(1);
/// Where its items stand.
pub const SITE: SiteId = SiteId(1);

/// A moment so many days after [`TODAY`].
pub fn day(days: u64) -> Seconds {
	TODAY.saturating_add(Seconds(days.saturating_mul(SECONDS_PER_DAY)))
}

/// The development chain at [`TODAY`], with a custodian, registrar, insurer and appraiser for
/// everything, and one policy.
///
/// # Panics
/// When the runtime refuses any of it.
pub fn registry() -> sp_io::TestExternalities {
	let mut chain = chain("development");
	chain.execute_with(|| {
		set_time(initialize_at(TODAY));
		for (who, role) in [
			(CUSTODIAN, Role::Custodian),
			(REGISTRAR, Role::Registrar),
			(INSURER, Role::Insurer),
			(APPRAISER, Role::Appraiser),
		] {
			grant(&who.to_account_id(), role);
		}
		assert_ok!(as_signed(
			&REGISTRAR.to_account_id(),
			Call::set_site {
				site: SITE,
				tier: SiteTier::III,
				operator: CUSTODIAN.to_account_id(),
				premises: Premises::Leased { waiver: H256::repeat_byte(7) },
			}
		));
		assert_ok!(as_signed(
			&INSURER.to_account_id(),
			Call::open_policy {
				class: AssetClass::Gpu,
				limit: UsdCents(1_000_000_000_000),
				premium: Ppm(9_000),
				until: day(1_000),
				document: H256::repeat_byte(5),
			}
		));
	});
	chain
}

/// Grants a role for everything.
///
/// # Panics
/// When the runtime refuses.
pub fn grant(who: &AccountId, role: Role) {
	let who = who.clone();
	assert_ok!(as_root(pallet_roles::Call::grant { who, role, scope: Scope::All, until: None }));
}

/// A call as root.
///
/// # Errors
/// The call's own.
pub fn as_root(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(call, RuntimeOrigin::root())
}

/// A call by an account.
///
/// # Errors
/// The call's own.
pub fn as_signed(who: &AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(call, RuntimeOrigin::signed(who.clone()))
}

fn dispatch(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) -> Result<(), DispatchError> {
	call.into().dispatch(origin).map(|_| ()).map_err(|refused| refused.error)
}

/// Serial numbers as somebody types them.
///
/// # Panics
/// When one is too long, or there are too many.
pub fn serials(texts: &[&str]) -> SerialList {
	let list = texts.iter().map(|text| text.as_bytes().to_vec().try_into().expect("it is short"));
	list.collect::<Vec<_>>().try_into().expect("they are few")
}

/// The submission of a rack of eight units.
pub fn submit(texts: &[&str]) -> Call<Runtime> {
	Call::submit {
		class: AssetClass::Gpu,
		sku: SKU,
		quantity: 8,
		serials: serials(texts),
		site: SITE,
		document: H256::repeat_byte(1),
	}
}

/// The custodian's word.
pub fn attest_custody(item: ItemId) -> Call<Runtime> {
	Call::attest_custody { item, receipt: H256::repeat_byte(2), expires: day(300) }
}

/// The registrar's word.
pub fn attest_title(item: ItemId) -> Call<Runtime> {
	Call::attest_title {
		item,
		document: H256::repeat_byte(3),
		filing: H256::repeat_byte(4),
		lapses: day(1_000),
		invoice: Invoice { price: UsdCents(24_000_000), date: TODAY.day() },
		paper: paper(),
	}
}

/// The invoice.
pub fn paper() -> InvoicePaper {
	let vendor = b"Racks & Co., HRB 1234".to_vec().try_into().unwrap_or_default();
	InvoicePaper { hash: H256::repeat_byte(8), vendor }
}

/// What the appraiser looked at.
pub const BASIS: Basis = Basis { method: Method::Market, grade: Grade::Used };

/// The operator's word.
pub fn heartbeat(item: ItemId) -> Call<Runtime> {
	let beat = Beat { item, utilisation: Ppm(875_000), health: Health::Good };
	Call::heartbeat { beats: [beat].to_vec().try_into().unwrap_or_default() }
}

/// The insurer's word.
pub fn insure(item: ItemId) -> Call<Runtime> {
	let (cover, floor) = (UsdCents(20_000_000), UsdCents(12_000_000));
	Call::insure { item, policy: PolicyId(0), cover, floor, until: day(1_000) }
}

/// The appraiser's word.
pub fn appraise(item: ItemId) -> Call<Runtime> {
	Call::appraise {
		item,
		values: Values {
			fair: UsdCents(22_000_000),
			orderly: UsdCents(20_000_000),
			forced: UsdCents(14_000_000),
		},
		basis: BASIS,
		effective: TODAY.day(),
		expires: day(90),
		report: H256::repeat_byte(6),
	}
}

/// A rack of `owner`'s that nobody has vouched for.
///
/// # Panics
/// When the runtime refuses.
pub fn submitted(owner: &AccountId, texts: &[&str]) -> ItemId {
	let item = pallet_caliber::NextItem::<Runtime>::get();
	assert_ok!(as_signed(owner, submit(texts)));
	item
}

/// A rack of `owner`'s with every fact, active.
///
/// # Panics
/// When the runtime refuses.
pub fn active(owner: &AccountId, texts: &[&str]) -> ItemId {
	let item = submitted(owner, texts);
	for (who, call) in [
		(CUSTODIAN, attest_custody(item)),
		(CUSTODIAN, heartbeat(item)),
		(REGISTRAR, attest_title(item)),
		(INSURER, insure(item)),
		(APPRAISER, appraise(item)),
		(APPRAISER, Call::activate { item }),
	] {
		assert_ok!(as_signed(&who.to_account_id(), call));
	}
	item
}
