//! Any order of calls keeps the statements, titles and deposits.

use super::{
	aim::aimed,
	schema::assert_conform,
	steps::{caller, step, Caller, Step, FIRST, GIVERS, ITEMS, KINDS, SERIALS},
};
use crate::{
	leaf, mock::*, AppraisalRules, Cause, Event, Health, Insurance, Items, NextItem, Premises,
	Rules, SerialList, SerialOf, SerialSet, SiteTier, State, Values,
};
use caliber_primitives::{
	collateral::{Collateral, Fact, Loss},
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId, SiteId},
	testing::{assert_invariants, world},
	units::{usdai_of_cents, Ppm, Seconds, UsdCents, UsdaiAmount},
};
use frame_support::traits::Locker;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::collections::BTreeMap;

/// What the chain only keeps the root of: the serials of each item, in order, and its units.
#[derive(Default)]
struct Lots(BTreeMap<u32, (Vec<u8>, u32)>);

impl Lots {
	/// Each item has what it was given, and all that was given to an item is there.
	fn check(&self) {
		let mut items: Vec<_> = Items::<Test>::iter_keys().map(|item| item.0).collect();
		items.sort();
		assert_eq!(items, self.0.keys().copied().collect::<Vec<_>>());
		for (item, (numbers, units)) in &self.0 {
			let leaves: Vec<_> =
				numbers.iter().map(|n| leaf(serial_text(*n).as_bytes()).unwrap()).collect();
			let record = record(ItemId(*item));
			assert_eq!(Some(record.serials), SerialSet::of(&leaves));
			assert_eq!(record.quantity, *units);
			for leaf in leaves {
				assert_eq!(SerialOf::<Test>::get(leaf), Some(ItemId(*item)));
			}
		}
	}

	fn numbers(&self, item: u32) -> Vec<u8> {
		self.0.get(&item).map(|(numbers, _)| numbers.clone()).unwrap_or_default()
	}
}

fn serial_text(n: u8) -> String {
	format!("SN-{n}")
}

fn list(numbers: &[u8]) -> SerialList {
	numbers.iter().map(|n| serial(&serial_text(*n))).collect::<Vec<_>>().try_into().unwrap()
}

/// What each policy has committed.
fn committed() -> Vec<UsdCents> {
	(0..2)
		.map(|policy| crate::Policies::<Test>::get(PolicyId(policy)).unwrap().cover.committed)
		.collect()
}

/// The cover that loans and hand-overs rest on, and until when it runs: a policy that has lapsed covers
/// nothing that could be cut.
fn rested_on() -> Vec<(ItemId, Insurance, Seconds)> {
	let rests = |state: State| state.loan().is_some() || matches!(state, State::Redeeming(_));
	Items::<Test>::iter()
		.filter(|(_, record)| rests(record.state))
		.filter_map(|(item, record)| {
			let insurance = record.insurance?;
			let policy = crate::Policies::<Test>::get(insurance.policy)?;
			let until = policy.covers_until(&insurance, &Caliber::rules().insurance);
			Some((item, insurance, until))
		})
		.collect()
}

/// Of the values of all items that may be split or merged, the sum by premise.
fn appraised() -> [u64; 3] {
	let others = crate::OpinionsOf::<Test>::iter_values().filter_map(|opinions| opinions.second);
	let firsts = Items::<Test>::iter_values().filter_map(|record| record.appraisal);
	firsts.chain(others).fold([0; 3], |sum, given| {
		let Values { fair, orderly, forced } = given.values;
		[sum[0] + fair.get(), sum[1] + orderly.get(), sum[2] + forced.get()]
	})
}

const SITES: [u32; 4] = [1, 7, 8, 3];

/// How often each kind of step was taken, and did something.
#[derive(Default, Debug)]
struct Done(BTreeMap<String, (u32, u32)>);

impl Done {
	/// A call that is not refused tells of it.
	fn count(&mut self, step: Step, told: bool) {
		let silent = matches!(
			step,
			Step::Revoke(_) | Step::Doubt(..) | Step::Grant | Step::Freeze(..) | Step::Wait(_)
		);
		let kind = format!("{step:?}").split('(').next().unwrap().to_string();
		let (taken, done) = self.0.entry(kind).or_default();
		*taken += 1;
		*done += u32::from(told || silent);
	}
}

/// Whoever holds an item's hardware, for the chain.
fn keeper(item: u32) -> u64 {
	Items::<Test>::get(ItemId(item))
		.and_then(|record| record.custody)
		.map_or(CUSTODIAN, |custody| custody.custodian)
}

/// Whoever runs the site of an item.
fn operator(item: u32) -> u64 {
	Items::<Test>::get(ItemId(item))
		.and_then(|record| Caliber::site_of(record.site))
		.map_or(OPERATOR, |site| site.operator)
}

/// Items at the start, each with all facts, and each second one active.
fn stock(lots: &mut Lots) {
	for i in 0..FIRST {
		let owner = [OWNER, BUYER, APPRAISER][i as usize % 3];
		let first = 2 * i as u8;
		let honest = Caller(None);
		let mut now = 0;
		take(Step::Submit(owner, first, 2), honest, lots, &mut now);
		if i % 5 > 0 {
			take(Step::Attest(i, CUSTODIAN), honest, lots, &mut now);
			take(Step::Insure(i, i % 2, 1), honest, lots, &mut now);
			take(Step::Activate(i), honest, lots, &mut now);
		}
	}
	assert_eq!(Items::<Test>::iter().count(), FIRST as usize);
}

/// Each step may be refused; what it leaves matters all the same.
fn take(step: Step, by: Caller, lots: &mut Lots, now: &mut u64) {
	let later = at((*now + 80) * DAY);
	match step {
		Step::Submit(who, first, count) => {
			let numbers: Vec<_> = (first..SERIALS.min(first + count)).collect();
			let (class, units) = (AssetClass::Gpu, 2 * numbers.len() as u32);
			let next = NextItem::<Test>::get();
			let serials = list(&numbers);
			if Caliber::submit(by.or(who), class, H100, units, serials, SiteId(1), hash(1)).is_ok()
			{
				lots.0.insert(next.0, (numbers, units));
			}
		},
		Step::Withdraw(i) => {
			let item = ItemId(i);
			let who = holder(item).unwrap_or(OWNER);
			let serials = list(&lots.numbers(i));
			if Caliber::withdraw_submission(by.or(who), item, serials).is_ok() {
				lots.0.remove(&i);
			}
		},
		Step::Amend(i, document) => {
			let who = holder(ItemId(i)).unwrap_or(OWNER);
			let _ = Caliber::amend(by.or(who), ItemId(i), hash(document));
		},
		Step::Split(i, mask, units) => {
			let who = holder(ItemId(i)).unwrap_or(OWNER);
			let numbers = lots.numbers(i);
			let (moved, kept): (Vec<_>, Vec<_>) =
				numbers.into_iter().partition(|n| mask >> (n % 8) & 1 == 1);
			let next = NextItem::<Test>::get();
			let before = appraised();
			let lists = (list(&kept), list(&moved));
			if Caliber::split(by.or(who), ItemId(i), lists.0, lists.1, units).is_ok() {
				let left = lots.0[&i].1 - units;
				lots.0.insert(i, (kept, left));
				lots.0.insert(next.0, (moved, units));
			}
			assert!(appraised().iter().zip(before).all(|(after, before)| *after <= before));
		},
		Step::Merge(i, j) => {
			let who = holder(ItemId(i)).unwrap_or(OWNER);
			let numbers = [lots.numbers(i), lots.numbers(j)].concat();
			let before = appraised();
			if Caliber::merge(by.or(who), ItemId(i), ItemId(j), list(&numbers)).is_ok() {
				let units = lots.0[&i].1 + lots.0[&j].1;
				lots.0.remove(&j);
				lots.0.insert(i, (numbers, units));
			}
			assert!(appraised().iter().zip(before).all(|(after, before)| *after <= before));
		},
		Step::Attest(i, custodian) => {
			let item = ItemId(i);
			let today = at(*now * DAY).day();
			let _ = Caliber::attest_custody(by.or(custodian), item, hash(2), later);
			let _ = title(REGISTRAR, item);
			let _ = Caliber::appraise(by.or(APPRAISER), item, VALUES, BASIS, today, later, hash(6));
			let (who, policy, cover) = (signed(INSURER), PolicyId(i % 2), UsdCents(5_000_000));
			let _ = Caliber::insure(who, item, policy, cover, cover, later);
			let _ = Caliber::activate(signed(OWNER), item);
		},
		Step::Appraise(i, who, millions) => {
			let [fair, orderly, forced] =
				[millions + 1, millions, 9].map(|value| UsdCents(value * 1_000_000));
			let values = Values { fair, orderly, forced };
			let today = at(*now * DAY).day();
			let (who, item) = (signed(who), ItemId(i));
			let _ = Caliber::appraise(who, item, values, BASIS, today, later, hash(6));
		},
		Step::Challenge(i, who, appraiser) => {
			let _ = Caliber::challenge(signed(who), ItemId(i), appraiser, hash(9));
		},
		Step::Expire(i) => {
			let _ = Caliber::expire_dispute(signed(BUYER), ItemId(i));
		},
		Step::File(i, millions) => {
			let amount = UsdCents(millions * 1_000_000);
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::file_claim(signed(who), ItemId(i), amount, hash(9));
			}
		},
		Step::Answer(c, yes) => {
			let (who, claim) = (signed(INSURER), ClaimId(c));
			let _ = match yes {
				true => Caliber::accept_claim(who, claim),
				false => Caliber::reject_claim(who, claim, hash(9)),
			};
		},
		Step::FileForLoan(i, millions) => {
			let amount = UsdCents(millions * 1_000_000);
			let _ = Caliber::file_claim(by.or(SERVICER), ItemId(i), amount, hash(9));
		},
		Step::Contest(c) => {
			let who = crate::Claims::<Test>::get(ClaimId(c)).and_then(|claim| {
				match (claim.loan, claim.reserved) {
					(None, None) => holder(claim.item),
					_ => claim.claimant,
				}
			});
			let who = by.or(who.unwrap_or(SERVICER));
			let _ = Caliber::reject_claim(signed(INSURER), ClaimId(c), hash(9));
			let _ = Caliber::contest_claim(who, ClaimId(c), hash(9));
		},
		Step::Decide(c, owed) => {
			let _ = Caliber::decide_claim(RuntimeOrigin::root(), ClaimId(c), owed);
		},
		Step::Close(c) => {
			let _ = Caliber::close_claim(by.or(BUYER), ClaimId(c));
		},
		Step::Pay(c) => {
			let _ = Caliber::pay_claim(signed(INSURER), ClaimId(c));
		},
		Step::Overdue(c) => {
			let _ = Caliber::report_overdue_claim(signed(BUYER), ClaimId(c));
		},
		Step::GiveUp(c) => {
			let claim = crate::Claims::<Test>::get(ClaimId(c));
			if let Some(who) = claim.and_then(|claim| holder(claim.item)) {
				let _ = Caliber::withdraw_claim(signed(who), ClaimId(c));
			}
		},
		Step::Premium(p, days) => {
			let until = at((*now + days) * DAY);
			let _ = Caliber::pay_premium(signed(BUYER), PolicyId(p), until);
		},
		Step::Insure(i, p, millions) => {
			let (policy, cover) = (PolicyId(p), UsdCents(millions * 1_000_000));
			let _ = Caliber::insure(by.or(INSURER), ItemId(i), policy, cover, cover, later);
		},
		Step::Activate(i) => {
			let _ = Caliber::activate(by.or(OWNER), ItemId(i));
		},
		Step::Transfer(i, to) => {
			if let Some(from) = holder(ItemId(i)) {
				let to = to.unwrap_or_else(Caliber::account);
				let _ = Caliber::transfer(by.or(from), ItemId(i), to);
			}
		},
		Step::Pledge(i, l) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::pledge(ItemId(i), &who, LoanId(l));
			}
		},
		Step::Release(i, l) => {
			let _ = Caliber::release(ItemId(i), LoanId(l));
		},
		Step::Seize(i, l) => {
			let _ = Caliber::seize(ItemId(i), LoanId(l));
		},
		Step::Deliver(i, l, to) => {
			let _ = Caliber::deliver(ItemId(i), LoanId(l), &to);
		},
		Step::ClaimCover(i, l, millions, lost) => {
			let amount = usdai_of_cents(UsdCents(millions * 1_000_000));
			let loss = if lost { Loss::Casualty(hash(9)) } else { Loss::Residual };
			let _ = Caliber::claim_cover(ItemId(i), LoanId(l), amount, loss);
		},
		Step::Notice(i) => {
			let _ = Caliber::cancel_cover(by.or(INSURER), ItemId(i));
		},
		Step::Dispute(i, f) => {
			let fact: Fact = crate::FACTS[f];
			let _ = Caliber::dispute(by.or(SECOND), ItemId(i), fact, hash(9));
		},
		Step::Resolve(i, upheld) => {
			let _ = Caliber::resolve(RuntimeOrigin::root(), ItemId(i), upheld);
		},
		Step::Request(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::request_redemption(by.or(who), ItemId(i));
			}
		},
		Step::Cancel(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::cancel_redemption(by.or(who), ItemId(i));
			}
		},
		Step::Confirm(i) => {
			if Caliber::confirm_handover(by.or(keeper(i)), ItemId(i), hash(9)).is_ok() {
				lots.0.remove(&i);
			}
		},
		Step::Retiring(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::request_retirement(by.or(who), ItemId(i), Cause::Lost);
			}
		},
		Step::Remain(i) => {
			if let Some(who) = holder(ItemId(i)) {
				let _ = Caliber::cancel_retirement(by.or(who), ItemId(i));
			}
		},
		Step::Retire(i) => {
			if Caliber::retire(by.or(REGISTRAR), ItemId(i), hash(7)).is_ok() {
				lots.0.remove(&i);
			}
		},
		Step::Site(place, operator) => {
			let site = SiteId(SITES[place as usize]);
			let premises = Premises::Owned { deed: hash(8) };
			let _ = Caliber::set_site(by.or(SECOND), site, SiteTier::I, operator, premises);
		},
		Step::Beat(i, j, health) => {
			let health = [Health::Good, Health::Degraded, Health::Failed][health as usize];
			let of = |i| crate::Beat { item: ItemId(i), utilisation: Ppm(1), health };
			let beats = if i == j { vec![of(i)] } else { vec![of(i), of(j)] };
			let _ = frame_support::storage::with_storage_layer(|| {
				Caliber::heartbeat(by.or(operator(i)), beats.try_into().unwrap())
			});
		},
		Step::Offer(i, to, days) => {
			let until = at((*now + days) * DAY);
			let _ = Caliber::offer_custody(by.or(keeper(i)), ItemId(i), to, until);
		},
		Step::Keep(i) => {
			let _ = Caliber::withdraw_custody_offer(by.or(keeper(i)), ItemId(i));
		},
		Step::Accept(i, place) => {
			let to = Caliber::custody_offer_of(ItemId(i)).map_or(SECOND, |offer| offer.to);
			let site = SiteId(SITES[place as usize]);
			let _ = Caliber::accept_custody(by.or(to), ItemId(i), hash(12), site, later);
		},
		Step::Still(i, j) => {
			let items = vec![ItemId(i), ItemId(j)].try_into().unwrap();
			let _ = frame_support::storage::with_storage_layer(|| {
				Caliber::confirm_custody(by.or(keeper(i)), items)
			});
		},
		Step::Lien(i) => {
			let _ = Caliber::record_lien(by.or(SECOND), ItemId(i), hash(13), later);
		},
		Step::Clear(i) => {
			let _ = Caliber::clear_lien(by.or(REGISTRAR), ItemId(i), hash(14));
		},
		Step::Refuse(i) => {
			let _ = Caliber::refuse_redemption(by.or(keeper(i)), ItemId(i), hash(10));
		},
		Step::Escalate(i) => {
			let _ = Caliber::escalate_redemption(by.or(BUYER), ItemId(i));
		},
		Step::Revoke(g) => end_role(g, at(*now * DAY)),
		Step::Doubt(g, days) => end_role(g, at(now.saturating_sub(days) * DAY)),
		Step::Grant => world(|w| w.ended.clear()),
		Step::Freeze(who, frozen) => world(|w| {
			w.frozen.retain(|other| *other != who);
			if frozen {
				w.frozen.push(who);
			}
		}),
		Step::Rules(silence, grace) => {
			let rules = Caliber::rules();
			let premium_grace = Seconds(grace * DAY);
			let insurance = crate::InsuranceRules { premium_grace, ..rules.insurance };
			let custody_silence = Seconds(silence * DAY);
			let rules = Rules { custody_silence, insurance, ..rules };
			assert_eq!(Caliber::set_rules(RuntimeOrigin::root(), rules), Ok(()));
		},
		Step::AcceptForInsurer(c) => {
			let _ = Caliber::accept_claim(signed(BUYER), ClaimId(c));
		},
		Step::FreeCover(i) => {
			let _ = Caliber::free_ended_cover(by.or(BUYER), ItemId(i));
		},
		Step::EndTitle(i) => {
			let serials = list(&lots.numbers(i));
			if Caliber::end_title(RuntimeOrigin::root(), ItemId(i), serials).is_ok() {
				lots.0.remove(&i);
			}
		},
		Step::Forget(c) => {
			let _ = Caliber::forget_claim(by.or(BUYER), ClaimId(c));
		},
		Step::Wait(days) => {
			*now += days;
			set_time(at(*now * DAY));
		},
	}
}

/// What a giver says as what he is counts no more from a moment on.
fn end_role(g: usize, since: Seconds) {
	let (who, role) = GIVERS[g];
	world(|w| w.ended.push((who, role, since)));
}

/// The claims on residual value that their loans count on: neither late nor over.
fn counted_on() -> BTreeMap<ClaimId, (LoanId, UsdaiAmount)> {
	crate::Claims::<Test>::iter()
		.filter(|(_, claim)| claim.loss == Loss::Residual)
		.filter(|(_, claim)| claim.status.open().is_some_and(|open| !open.late))
		.map(|(id, claim)| (id, (claim.loan.unwrap(), usdai_of_cents(claim.amount))))
		.collect()
}

/// A loan is told once of each of its claims that is late or over without money, and of no other.
fn assert_told(before: BTreeMap<ClaimId, (LoanId, UsdaiAmount)>, step: Step) {
	let after = counted_on();
	let paid = |id: &ClaimId| {
		crate::Claims::<Test>::get(id).is_some_and(|claim| claim.status.name() == "paid")
	};
	let gone = before.into_iter().filter(|(id, _)| !after.contains_key(id) && !paid(id));
	let told = world(|w| std::mem::take(&mut w.given_up));
	assert_eq!(told, gone.map(|(_, told)| told).collect::<Vec<_>>(), "{step:?}");
}

/// Takes a step and checks what it moves at once.
fn take_checked(step: Step, by: Caller, lots: &mut Lots, now: &mut u64, done: &mut Done) {
	let step = aimed(step, by);
	let locked: Vec<_> =
		(0..ITEMS).filter(|i| Caliber::is_locked(0, *i)).map(|i| (i, holder(ItemId(i)))).collect();
	let before = committed();
	let rested_on = rested_on();
	let told = System::event_count();
	let claims = counted_on();
	take(step, by, lots, now);
	assert_told(claims, step);
	done.count(step, System::event_count() > told);
	// Cover that something rests on shrinks by notice, payment and what a loan claims alone.
	let may = matches!(
		step,
		Step::Notice(_)
			| Step::Pay(_)
			| Step::ClaimCover(..)
			| Step::FileForLoan(..)
			| Step::Resolve(..)
			| Step::Deliver(..)
	);
	for (item, old, until) in rested_on.into_iter().filter(|_| !may) {
		let new = Items::<Test>::get(item).map(|record| record.insurance);
		let kept = new.is_none_or(|new| {
			new.is_some_and(|new| {
				new.cover >= old.cover && new.floor >= old.floor && new.until >= old.until
			})
		});
		assert!(kept || at(*now * DAY) >= until, "{step:?} cut cover of {item:?}");
	}
	// Cover grows by the insurer's word alone.
	let grown = committed().iter().zip(before).any(|(after, before)| *after > before);
	assert!(!grown || matches!(step, Step::Insure(..) | Step::Attest(..)), "{step:?} gave cover");
	// A locked title moves by seizure and delivery alone, and burns by hand-over and retirement.
	for (i, before) in locked {
		let moved = holder(ItemId(i)) != before;
		let may = matches!(
			step,
			Step::Seize(j, _)
				| Step::Deliver(j, ..)
				| Step::Confirm(j)
				| Step::Retire(j)
				| Step::EndTitle(j)
				if i == j
		) || matches!(step, Step::Submit(..) | Step::Split(..)) && before.is_none();
		assert!(!moved || may, "{step:?} moved {i}");
	}
}

/// Takes the steps, four a block, and checks what holds after each block.
fn run(steps: &[(Step, Caller)], window: u64, done: &mut Done) {
	chain().execute_with(|| {
		for _ in 0..2 {
			let (class, end) = (AssetClass::Gpu, at(1_800 * DAY));
			let opened = Caliber::open_policy(signed(INSURER), class, LIMIT, Ppm(1), end, hash(5));
			assert_eq!(opened, Ok(()));
		}
		let appraisals = AppraisalRules {
			challenge_window: Seconds(window * DAY),
			second_opinion_above: VALUES.fair,
			..Default::default()
		};
		let mut cal = pallet_balances::TotalIssuance::<Test>::get();
		let usdai = Dollar::total_issuance();
		let mut now = 0;
		let mut lots = Lots::default();
		// Time enough to be handed over late, and to be silent.
		let rules = Rules {
			redemption_time: Seconds(10 * DAY),
			custody_silence: Seconds(20 * DAY),
			appraisals,
			..Rules::default()
		};
		assert_eq!(Caliber::set_rules(RuntimeOrigin::root(), rules), Ok(()));
		stock(&mut lots);
		// A serial whose item was redeemed or retired names it for ever.
		let mut tombstones = BTreeMap::new();
		for (n, block) in steps.chunks(4).enumerate() {
			System::reset_events();
			for (step, by) in block {
				take_checked(*step, *by, &mut lots, &mut now, done);
			}
			assert_invariants::<Caliber>();
			lots.check();
			if n % 16 == 0 {
				assert_conform();
			}
			// Nothing is held but for what lives.
			let deposits: u128 = Items::<Test>::iter_values().map(|record| record.deposit).sum();
			let all_held: u128 = (1..10).map(held).sum();
			assert_eq!(all_held, deposits);
			for (leaf, item) in SerialOf::<Test>::iter() {
				if !Items::<Test>::contains_key(item) {
					tombstones.insert(leaf, item);
				}
			}
			for (leaf, item) in &tombstones {
				assert_eq!(SerialOf::<Test>::get(leaf), Some(*item));
				assert!(!Items::<Test>::contains_key(item));
			}
			// What is lost is what was burned.
			for event in System::events() {
				if let RuntimeEvent::Caliber(
					Event::DoubtEnded { to: None, bond, .. }
					| Event::ContestEnded { to: None, bond, .. },
				) = event.event
				{
					cal -= bond;
				}
			}
			assert_eq!(pallet_balances::TotalIssuance::<Test>::get(), cal);
			assert_eq!(Dollar::total_issuance(), usdai);
		}
	});
}

fn steps() -> impl Strategy<Value = (Vec<(Step, Caller)>, u64)> {
	(prop::collection::vec((step(), caller()), 200..260), 0..3u64)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn statements_should_hold_and_titles_should_stay_when_calls_come_in_any_order(
		(steps, window) in steps(),
	) {
		run(&steps, window, &mut Done::default());
	}
}

/// So many sequences are enough for each kind of step to do something.
const MOST_RUNS: u32 = 160;

/// Statements that hold because every call is refused would prove nothing. The same sequences each
/// time, so that it does not depend on luck.
#[test]
fn every_kind_of_step_should_do_something_when_they_come_in_any_order() {
	let mut runner = TestRunner::deterministic();
	let mut done = Done::default();
	let is_idle = |done: &Done| done.0.len() < KINDS || done.0.values().any(|each| each.1 == 0);
	for _ in 0..MOST_RUNS {
		if !is_idle(&done) {
			return;
		}
		let (steps, window) = steps().new_tree(&mut runner).unwrap().current();
		run(&steps, window, &mut done);
	}
	panic!("a kind of step has never done anything: {done:?}");
}
