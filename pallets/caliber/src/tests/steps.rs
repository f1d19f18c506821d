//! What may happen to items, in any order.

use crate::mock::*;
use caliber_primitives::roles::Role;
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
	Submit(u64, u8, u8),
	Withdraw(u32),
	Amend(u32, u8),
	Split(u32, u8, u32),
	Merge(u32, u32),
	Attest(u32, u64),
	Appraise(u32, u64, u64),
	Challenge(u32, u64, u64),
	Expire(u32),
	File(u32, u64),
	Answer(u32, bool),
	Pay(u32),
	Overdue(u32),
	GiveUp(u32),
	Premium(u32, u64),
	Insure(u32, u32, u64),
	Activate(u32),
	/// To nobody else: to the registry itself.
	Transfer(u32, Option<u64>),
	Pledge(u32, u32),
	Release(u32, u32),
	Seize(u32, u32),
	Deliver(u32, u32, u64),
	ClaimCover(u32, u32, u64, bool),
	Notice(u32),
	Dispute(u32, usize),
	Resolve(u32, bool),
	Request(u32),
	Cancel(u32),
	Confirm(u32),
	Retiring(u32),
	Remain(u32),
	Retire(u32),
	Site(u32, u64),
	Beat(u32, u32, u8),
	Offer(u32, u64, u64),
	Keep(u32),
	Accept(u32, u32),
	Still(u32, u32),
	Lien(u32),
	Clear(u32),
	Refuse(u32),
	Escalate(u32),
	/// A role ends now, or what was said from a day on is in doubt; nothing restores it but a
	/// grant.
	Revoke(usize),
	Doubt(usize, u64),
	Grant,
	Freeze(u64, bool),
	Rules(u64, u64),
	/// By nobody who has a part in it.
	AcceptForInsurer(u32),
	FreeCover(u32),
	Forget(u32),
	EndTitle(u32),
	FileForLoan(u32, u64),
	/// Of a claim that its insurer refuses now or has refused.
	Contest(u32),
	Decide(u32, bool),
	Close(u32),
	Wait(u64),
}

/// Kinds of steps.
pub(super) const KINDS: usize = 56;

/// Whose words may cease to count.
pub(super) const GIVERS: [(AccountId, Role); 5] = [
	(CUSTODIAN, Role::Custodian),
	(REGISTRAR, Role::Registrar),
	(SECOND, Role::Registrar),
	(INSURER, Role::Insurer),
	(APPRAISER, Role::Appraiser),
];

/// Who makes a call: whoever may, or anybody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller(pub Option<u64>);

impl Caller {
	pub(super) fn or(self, who: u64) -> RuntimeOrigin {
		signed(self.0.unwrap_or(who))
	}
}

pub(super) fn caller() -> impl Strategy<Value = Caller> {
	prop_oneof![5 => Just(None), 1 => (1..10u64).prop_map(Some)].prop_map(Caller)
}

/// Items at the start.
pub(super) const FIRST: u32 = 50;
/// Items that a step may name.
pub(super) const ITEMS: u32 = 64;

/// Mostly one of a few, so that much happens to them.
fn item_id() -> impl Strategy<Value = u32> {
	prop_oneof![3 => 0..6u32, 1 => 0..ITEMS]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
	let item = item_id().boxed();
	let custodian = prop::sample::select(vec![CUSTODIAN, SECOND, BUYER]);
	let loan = 0..2u32;
	let who = prop::sample::select(vec![OWNER, BUYER, APPRAISER]);
	let appraiser = prop::sample::select(vec![APPRAISER, THIRD]);
	let claim = 0..6u32;
	prop_oneof![
		3 => (who.clone(), 0..SERIALS, 1..5u8).prop_map(|(w, s, n)| Step::Submit(w, s, n)),
		1 => item.clone().prop_map(Step::Withdraw),
		1 => (item.clone(), any::<u8>()).prop_map(|(i, d)| Step::Amend(i, d)),
		3 => (item.clone(), any::<u8>(), 0..6u32).prop_map(|(i, m, q)| Step::Split(i, m, q)),
		3 => (item.clone(), item.clone()).prop_map(|(i, j)| Step::Merge(i, j)),
		12 => (item.clone(), custodian.clone()).prop_map(|(i, w)| Step::Attest(i, w)),
		4 => (item.clone(), appraiser.clone(), 16..24u64)
			.prop_map(|(i, w, v)| Step::Appraise(i, w, v)),
		2 => (item.clone(), who.clone(), appraiser).prop_map(|(i, w, a)| Step::Challenge(i, w, a)),
		3 => item.clone().prop_map(Step::Expire),
		4 => (item.clone(), 1..9u64).prop_map(|(i, a)| Step::File(i, a)),
		3 => (claim.clone(), prop::bool::weighted(0.6)).prop_map(|(c, yes)| Step::Answer(c, yes)),
		3 => claim.clone().prop_map(Step::Pay),
		6 => claim.clone().prop_map(Step::AcceptForInsurer),
		4 => claim.clone().prop_map(Step::Forget),
		3 => (item.clone(), 1..6u64).prop_map(|(i, a)| Step::FileForLoan(i, a)),
		3 => claim.clone().prop_map(Step::Contest),
		4 => (claim.clone(), any::<bool>()).prop_map(|(c, owed)| Step::Decide(c, owed)),
		3 => claim.clone().prop_map(Step::Close),
		3 => item.clone().prop_map(Step::FreeCover),
		1 => (0..GIVERS.len()).prop_map(Step::Revoke),
		1 => (0..GIVERS.len(), 0..20u64).prop_map(|(g, d)| Step::Doubt(g, d)),
		4 => Just(Step::Grant),
		1 => (who.clone(), prop::bool::weighted(0.3)).prop_map(|(w, f)| Step::Freeze(w, f)),
		1 => (1..90u64, 1..90u64).prop_map(|(s, g)| Step::Rules(s, g)),
		3 => claim.clone().prop_map(Step::Overdue),
		2 => claim.prop_map(Step::GiveUp),
		2 => (0..2u32, 1..300u64).prop_map(|(p, d)| Step::Premium(p, d)),
		4 => (item.clone(), 0..2u32, 0..60u64).prop_map(|(i, p, c)| Step::Insure(i, p, c)),
		4 => item.clone().prop_map(Step::Activate),
		2 => (item.clone(), prop::option::weighted(0.8, who.clone()))
			.prop_map(|(i, w)| Step::Transfer(i, w)),
		4 => (item.clone(), loan.clone()).prop_map(|(i, l)| Step::Pledge(i, l)),
		2 => (item.clone(), loan.clone()).prop_map(|(i, l)| Step::Release(i, l)),
		2 => (item.clone(), loan.clone()).prop_map(|(i, l)| Step::Seize(i, l)),
		1 => (item.clone(), loan.clone(), who).prop_map(|(i, l, w)| Step::Deliver(i, l, w)),
		5 => (item.clone(), loan, 1..6u64, any::<bool>())
			.prop_map(|(i, l, a, lost)| Step::ClaimCover(i, l, a, lost)),
		1 => item.clone().prop_map(Step::Notice),
		2 => (item.clone(), 0..6usize).prop_map(|(i, f)| Step::Dispute(i, f)),
		3 => item.clone().prop_map(Step::EndTitle),
		6 => (item.clone(), any::<bool>()).prop_map(|(i, u)| Step::Resolve(i, u)),
		5 => item.clone().prop_map(Step::Request),
		1 => item.clone().prop_map(Step::Cancel),
		3 => item.clone().prop_map(Step::Confirm),
		1 => item.clone().prop_map(Step::Retiring),
		4 => item.clone().prop_map(Step::Remain),
		1 => item.clone().prop_map(Step::Retire),
		1 => (0..3u32, 7..10u64).prop_map(|(s, o)| Step::Site(s, o)),
		2 => (item.clone(), item.clone(), 0..3u8).prop_map(|(i, j, h)| Step::Beat(i, j, h)),
		3 => (item.clone(), custodian, 1..60u64).prop_map(|(i, w, d)| Step::Offer(i, w, d)),
		1 => item.clone().prop_map(Step::Keep),
		6 => (item.clone(), 0..4u32).prop_map(|(i, s)| Step::Accept(i, s)),
		2 => (item.clone(), item.clone()).prop_map(|(i, j)| Step::Still(i, j)),
		1 => item.clone().prop_map(Step::Lien),
		5 => item.clone().prop_map(Step::Clear),
		3 => item.clone().prop_map(Step::Refuse),
		3 => item.prop_map(Step::Escalate),
		3 => (1..40u64).prop_map(Step::Wait),
		// Long enough for whatever is kept for a year.
		2 => (366..400u64).prop_map(Step::Wait),
	]
}

/// Two for each item at the start, and some more.
pub(super) const SERIALS: u8 = 120;
