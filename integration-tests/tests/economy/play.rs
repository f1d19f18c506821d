//! Any acts in any order.

use crate::{
	acts::{act, Act},
	attacker::Watched,
	comes::Comes,
	deeds::{Deed, Step},
	laws,
	model::{numbers::int, Economy},
	world::{close, now, open, said, set_up, speak},
};
use caliber_primitives::ids::ClaimId;
use caliber_runtime::{Allocation, Runtime};
use pallet_lending::TheBook;
use proptest::{
	collection,
	prelude::ProptestConfig,
	test_runner::{TestCaseError, TestRunner},
};
use sp_io::TestExternalities;
use sp_runtime::{DispatchError, StateVersion};
use std::{
	cell::RefCell,
	collections::BTreeMap,
	hash::{DefaultHasher, Hash, Hasher},
};

/// Acts of one case.
pub const ACTS: usize = 300;

/// How often it is tried: 256 times, or as often as `PROPTEST_CASES` says.
pub fn config() -> ProptestConfig {
	let mut config = ProptestConfig { failure_persistence: None, ..Default::default() };
	let is_set = |name| std::env::var_os(name).is_some();
	if !is_set("PROPTEST_CASES") {
		config.cases = 256;
	}
	if !is_set("PROPTEST_MAX_SHRINK_ITERS") {
		config.max_shrink_iters = 300;
	}
	config
}

/// A chain that is set up once, and how often it is begun anew.
pub struct Start {
	chain: TestExternalities,
	economy: Economy,
}

impl Start {
	pub fn new() -> Self {
		let mut chain = set_up();
		let economy = chain.execute_with(Economy::begin);
		Self { chain, economy }
	}

	/// Plays something on a chain of its own, in its first block.
	pub fn play<R>(&self, story: impl FnOnce(&mut Economy) -> R) -> R {
		let mut chain = TestExternalities::default();
		chain.backend = self.chain.backend.clone();
		let mut economy = self.economy.clone();
		chain.execute_with(|| {
			begin_block(&mut economy, 2, true);
			let told = story(&mut economy);
			laws::loans(&economy);
			close();
			told
		})
	}
}

/// Kinds of deeds that acts come to.
const DEEDS: usize = 66;

/// How often each deed came to what.
pub type Tally = BTreeMap<String, BTreeMap<&'static str, u32>>;

/// A block is over, and another one begins so many seconds later.
pub fn time(economy: &mut Economy, seconds: u64, feeds_speak: bool) {
	laws::money(economy);
	laws::loans(economy);
	close();
	begin_block(economy, seconds.max(2), feeds_speak);
	laws::money(economy);
	laws::value(economy);
}

/// Begins a block so many seconds later.
fn begin_block(economy: &mut Economy, seconds: u64, feeds_speak: bool) {
	let [hour, resale] = said();
	let interest = economy.holdings().accrued;
	open(economy.now + seconds);
	let cursor = u64::from(TheBook::<Runtime>::get().cursor.get());
	let low = Allocation::income().low;
	economy.begins(now(), cursor, int(low.get()));
	assert!(economy.holdings().accrued >= interest, "I-25: interest falls with time");
	if feeds_speak {
		speak(hour, resale);
	}
}

/// Says by which step a case fails.
struct Note<'a>(&'a Step);

impl Drop for Note<'_> {
	fn drop(&mut self) {
		if std::thread::panicking() {
			eprintln!("at day {}: {:?}", now() / 86_400, self.0);
		}
	}
}

/// Whether a step is one of those, by what it is.
fn one_in_sixteen(step: &Step) -> bool {
	let mut hasher = DefaultHasher::new();
	format!("{step:?}").hash(&mut hasher);
	hasher.finish().is_multiple_of(16)
}

/// Does a step on the chain and in the model. Says what it came to.
pub fn step(economy: &mut Economy, step: &Step) -> &'static str {
	let _note = Note(step);
	let told = laws::told(economy, step);
	let expected = economy.expects(step, &told);
	let (debts, watched) = (laws::Before::of(&step.deed), Watched::before(economy, step));
	// To work the root out takes longer than most calls: one in sixteen will do.
	let looks = one_in_sixteen(step);
	let before = looks.then(|| sp_io::storage::root(StateVersion::V1));
	let done = step.dispatch();
	if let Some(expected) = expected {
		assert_eq!(done.is_ok(), expected, "{step:?}: {done:?}");
	}
	match done {
		Ok(()) => {
			economy.done(step, &told);
			economy.bills_low = int(Allocation::income().low.get());
			debts.is_no_worse();
			if let Some(watched) = watched {
				watched.after(economy, step);
			}
			if let Deed::Accept { loan } | Deed::Release { loan, .. } = step.deed {
				laws::lent_soundly(economy, loan);
			}
		},
		Err(_) if looks => {
			assert_eq!(Some(sp_io::storage::root(StateVersion::V1)), before, "{step:?}");
		},
		Err(_) => {},
	}
	laws::totals(economy);
	laws::purses(economy, &step.by);
	laws::value(economy);
	match done {
		Ok(()) => "passed",
		Err(DispatchError::Module(refused)) => refused.message.unwrap_or("refused"),
		Err(_) => "refused",
	}
}

/// Plays acts.
pub fn acts(economy: &mut Economy, acts: &[Act], tally: &RefCell<Tally>) {
	for act in acts {
		match act.comes(economy) {
			Comes::Time(seconds, feeds_speak) => time(economy, seconds, feeds_speak),
			Comes::Facts => economy.bills_low = int(Allocation::income().low.get()),
			Comes::Steps(steps) => {
				for one in steps {
					let name = name_of(economy, &one);
					let came_to = step(economy, &one);
					let mut tally = tally.borrow_mut();
					*tally.entry(name).or_default().entry(came_to).or_default() += 1;
				}
			},
		}
	}
}

/// The name of a deed. About claims that make up for a sale it is another.
fn name_of(economy: &Economy, step: &Step) -> String {
	let name = format!("{:?}", step.deed);
	let mut name: String = name.chars().take_while(|letter| letter.is_alphabetic()).collect();
	let of_sale = |claim: &ClaimId| economy.claims.get(claim).is_some_and(|claim| claim.residual);
	if step.deed.claim().is_some_and(|claim| of_sale(&claim)) {
		name.push_str("OfSale");
	}
	name
}

#[test]
fn economy_should_be_the_model_when_anything_happens_in_any_order() {
	let start = Start::new();
	let tally = RefCell::new(Tally::new());
	let lists = collection::vec(act(), ACTS);
	let played = TestRunner::new(config()).run(&lists, |list| {
		start.play(|economy| self::acts(economy, &list, &tally));
		Ok::<_, TestCaseError>(())
	});
	for (deed, came_to) in tally.borrow().iter() {
		println!("{deed}: {came_to:?}");
	}
	if let Err(failed) = played {
		panic!("{failed}");
	}
	if config().cases >= 128 {
		is_varied(&tally.borrow());
	}
}

/// That each deed has passed, and was refused: else nothing is said of it. The day's strike is left to
/// a call only when the first block of a day could not make it, and then the next one does.
fn is_varied(tally: &Tally) {
	let of_sale = |deed: &str| deed.ends_with("OfSale");
	assert_eq!(tally.keys().filter(|deed| !of_sale(deed)).count(), DEEDS);
	for (deed, came_to) in tally {
		let may_fail = deed == "Service" || of_sale(deed);
		assert!(may_fail || came_to.contains_key("passed"), "{deed} has never passed");
	}
	for deed in ["AcceptClaimOfSale", "PayClaimOfSale"] {
		let passed = tally.get(deed).is_some_and(|came_to| came_to.contains_key("passed"));
		assert!(passed, "{deed} has never passed");
	}
}
