//! One actor who may choose the order of all that anybody may call (protocol.md 2.7). The reading:
//!
//! - **What he has** are his dollars and coins, tickets and served requests, what is credited to him and
//!   what he has advanced, and his shares and requests at A. Hardware that he buys counts for nothing.
//! - **Time and bookings frozen**: a deed that books nothing, be it his own deposit or request or any
//!   call of a keeper, leaves him with no more than before, but for the bounty of the rules and a few
//!   units of rounding; and a keeper's call moves neither price. So no sequence of such deeds does.
//! - **Bookings**: a payment or a look at facts may move A for all shares. By it he gains no more than
//!   a holder of as many shares who bought them when he did and did nothing else; what he pays is a
//!   gift.
//! - **Time**: he is never above a twin who made the same deposits and requests at the same moments in
//!   a world where the keeper's calls that move no price are not made at all, and all others by
//!   somebody else; both prices are the same in both worlds at every moment.

use crate::{
	acts::{fit, Act, Kind, BEFORE},
	comes::Comes,
	deeds::{Deed, Step},
	model::{
		loan::Stage,
		numbers::{int, part, zero, Exact, Int},
		Economy,
	},
	play::{self, config, Start, ACTS},
	world::KEEPER,
};
use caliber_integration_tests::registry::REGISTRAR;
use caliber_primitives::ids::LoanId;
use caliber_runtime::AccountId;
use pallet_lending::Payee;
use proptest::{
	collection,
	prelude::{any, Strategy},
	test_runner::{TestCaseError, TestRunner},
};
use sp_keyring::Sr25519Keyring;

/// Units that a deed may bring by rounding: one for each conversion between shares and dollars.
const ROUNDING: u8 = 3;
/// Makes the keeper's calls in the twin's world.
const STRANGER: Sr25519Keyring = REGISTRAR;

/// What somebody has, and what a share of his is worth, in exact dollars.
#[derive(Clone, Debug)]
pub struct Has {
	/// Everything but shares and requests that wait.
	cash: Exact,
	shares: Int,
	/// Of one share, at A.
	price: Exact,
	/// Both values of the vault.
	values: (Int, Int),
}

impl Has {
	pub fn of(economy: &Economy, who: &AccountId) -> Self {
		let (vault, dollar) = (&economy.vault, &economy.dollar);
		let own = |all: &std::collections::BTreeMap<AccountId, Int>| {
			all.get(who).cloned().unwrap_or_default()
		};
		let mut cash = own(&economy.purse)
			+ own(&economy.refunds)
			+ own(&economy.coins) * int(1_000_000_000_000u64);
		for ticket in dollar.tickets.values().filter(|ticket| ticket.who == *who) {
			cash += &ticket.end - &ticket.start;
		}
		let mut shares = own(&vault.held);
		for request in vault.requests.iter().filter(|request| request.who == *who) {
			cash += vault.claimable(request).1;
			shares += vault.pending(request);
		}
		let mine = |all: Vec<(AccountId, Int)>| -> Int {
			all.into_iter().filter(|(by, _)| by == who).map(|(_, amount)| amount).sum()
		};
		for loan in economy.loans.values() {
			cash += mine(loan.advanced(economy.settles())) + mine(loan.advancers.clone());
			if let Stage::Called(called) | Stage::Closed(called) = &loan.stage {
				let best = called.arranged.as_ref().and_then(|sale| sale.best.clone());
				cash += mine(best.into_iter().collect());
				cash += mine(vec![called.caller.clone()]) + mine(called.debts.advances.clone());
			}
		}
		let values = economy.values();
		let price = part(&values.0, &int(1u8), &vault.shares);
		Self { cash: Exact::from(cash), shares, price, values }
	}

	pub fn wealth(&self) -> Exact {
		&self.cash + &self.price * Exact::from(self.shares.clone())
	}
}

/// Whether a deed books nothing: a keeper's call that moves no price.
fn moves_no_price(economy: &Economy, deed: &Deed) -> bool {
	match deed {
		Deed::OpenSale { .. }
		| Deed::Settle { .. }
		| Deed::Service
		| Deed::Harvest { .. }
		| Deed::Collect { .. }
		| Deed::PayFees
		| Deed::Rebalance
		| Deed::Withdraw { .. }
		| Deed::Claim { .. }
		| Deed::ClaimTicket { .. }
		| Deed::FundReserve { .. }
		| Deed::Advance { .. } => true,
		// An event of default is a fact that is looked at again.
		Deed::CallDefault { loan } => economy.loans.get(loan).is_some_and(|loan| {
			matches!(loan.stage, Stage::Runs) && loan.is_overdue(economy.settles())
		}),
		_ => false,
	}
}

/// Whether a deed is about his own money only.
fn is_own(deed: &Deed) -> bool {
	matches!(
		deed,
		Deed::Mint { .. }
			| Deed::Redeem { .. }
			| Deed::Deposit { .. }
			| Deed::BuyShares { .. }
			| Deed::Ask { .. }
	)
}

/// What the rules promise whoever does it, at most.
fn bounty(economy: &Economy, deed: &Deed) -> Int {
	match deed {
		Deed::Review { loan } | Deed::Draw { loan } | Deed::CallDefault { loan } => {
			let loan = economy.loans.get(loan);
			loan.map(|loan| loan.most_bounty(&economy.rules)).unwrap_or_default()
		},
		_ => zero(),
	}
}

/// What is looked at before the keeper does something.
pub struct Watched {
	before: Has,
	bounty: Int,
	neutral: bool,
	own: bool,
}

impl Watched {
	/// Nothing is said of others, who are parties to loans, nor while there is no price.
	pub fn before(economy: &Economy, step: &Step) -> Option<Self> {
		let watched = step.by == KEEPER.to_account_id() && !economy.is_rolling();
		watched.then(|| Self {
			before: Has::of(economy, &step.by),
			bounty: bounty(economy, &step.deed),
			neutral: moves_no_price(economy, &step.deed),
			own: is_own(&step.deed),
		})
	}

	/// What the deed has brought him is no more than what it may.
	pub fn after(self, economy: &Economy, step: &Step) {
		let (before, after) = (&self.before, Has::of(economy, &step.by));
		let gain = after.wealth() - before.wealth();
		let mut most = Exact::from(self.bounty + int(ROUNDING));
		if !(self.neutral || self.own) {
			// What a holder of as many shares gains or loses by the booking.
			most += (&after.price - &before.price) * Exact::from(before.shares.clone());
		}
		assert!(gain <= most, "2.7: {step:?} brings {gain}, not {most}");
		if self.neutral {
			let apart = |a: &Int, b: &Int| if a > b { a - b } else { b - a };
			let moved = (
				apart(&before.values.0, &after.values.0),
				apart(&before.values.1, &after.values.1),
			);
			let served = matches!(step.deed, Deed::Service);
			// Of income the reserve fund has a part, and deposits count what it pays for.
			let funds = matches!(step.deed, Deed::Harvest { .. });
			let still = moved.0 <= int(ROUNDING) && (funds || moved.1 <= int(ROUNDING));
			assert!(served || still, "2.7: {step:?} moves {moved:?}");
		}
	}
}

/// An act of the phase in which the twin is compared.
#[derive(Clone, Copy, Debug)]
struct Move(Act);

/// What happens beside the keeper while his twin is compared: others come and go, time passes.
const BESIDE: [Kind; 6] =
	[Kind::Wait, Kind::Wait, Kind::Jump, Kind::Deposit, Kind::Ask, Kind::Redeem];
/// What the keeper does. A charge that he advances is a loan of his own at the loan's rate (protocol.md
/// 6.4), which his twin has not given.
const HIS: [Kind; 17] = [
	Kind::Deposit,
	Kind::Ask,
	Kind::Claim,
	Kind::Keep,
	Kind::Review,
	Kind::CallDefault,
	Kind::OpenSale,
	Kind::Settle,
	Kind::Harvest,
	Kind::Sweep,
	Kind::Draw,
	Kind::Collect,
	Kind::Repay,
	Kind::Prepay,
	Kind::Fund,
	Kind::Recover,
	Kind::GiveBack,
];

fn moves() -> impl Strategy<Value = Move> {
	let all: Vec<_> = BESIDE.iter().chain(&HIS).copied().collect();
	(proptest::sample::select(all), any::<u32>(), any::<u32>())
		.prop_map(|(kind, a, b)| Move(Act { kind, a, b }))
}

/// What has happened in the first world, to happen in the twin's as well.
enum Happened {
	Time(u64, bool),
	Step(Step, bool),
}

/// Both worlds begin with acts of everybody, and with money for whoever makes the keeper's calls.
fn begin(economy: &mut Economy, acts: &[Act]) {
	play::acts(economy, acts, &Default::default());
	play::time(economy, 2, true);
	if economy.tier.is_some() {
		play::step(economy, &Step::by_role(Deed::Unpause));
	}
	let mint = Step::new(STRANGER, Deed::Mint { coins: 5_000_000_000_000 });
	assert_eq!(play::step(economy, &mint), "passed");
}

/// Plays the keeper's world. Says what has happened and what he had at the end of each block.
fn his_world(economy: &mut Economy, moves: &[Move]) -> (Vec<Happened>, Vec<Has>, Int) {
	let (mut all, mut has, mut earned) = (Vec::new(), Vec::new(), zero());
	let keeper = KEEPER.to_account_id();
	for Move(act) in moves {
		// What would lead to a loan is no part of it: facts are the same in both worlds.
		let leads = BEFORE.iter().any(|(kind, _)| *kind == act.kind);
		if leads && fit(economy, act.kind).is_empty() {
			continue;
		}
		match act.comes(economy) {
			Comes::Time(seconds, feeds) => {
				has.push(Has::of(economy, &keeper));
				play::time(economy, seconds, feeds);
				all.push(Happened::Time(seconds, feeds));
			},
			Comes::Facts => {},
			Comes::Steps(steps) => {
				for step in steps {
					let mut step = step;
					if HIS.contains(&act.kind) && !is_of_role(&step.deed) {
						step.by = keeper.clone();
					}
					if is_called(economy, &step.deed) || step.by == STRANGER.to_account_id() {
						continue;
					}
					let neutral = moves_no_price(economy, &step.deed) && step.by == keeper;
					let bounty = bounty(economy, &step.deed);
					if play::step(economy, &step) == "passed" {
						earned += bounty;
						all.push(Happened::Step(step, neutral));
					}
				}
			},
		}
	}
	has.push(Has::of(economy, &keeper));
	(all, has, earned)
}

/// Whether a deed is its doer's by his role, and not the keeper's.
fn is_of_role(deed: &Deed) -> bool {
	matches!(
		deed,
		Deed::Offer(_)
			| Deed::Stage { .. }
			| Deed::Accept { .. }
			| Deed::Unpause
			| Deed::Escrow { .. }
			| Deed::Confirm { .. }
	)
}

/// Whether a deed books something about a loan in default, which the twin's world does not know of.
fn is_called(economy: &Economy, deed: &Deed) -> bool {
	let called = |loan: &LoanId| {
		economy.loans.get(loan).is_some_and(|loan| matches!(loan.stage, Stage::Called(_)))
	};
	match deed {
		Deed::Collect { payee: Payee::Caller, .. } => false,
		Deed::Review { loan } | Deed::RedeemCollateral { loan } | Deed::Collect { loan, .. } => {
			called(loan)
		},
		Deed::Buy { .. } | Deed::CreditBid { .. } => true,
		_ => false,
	}
}

/// The twin's world, as far as it is one: where what was left out keeps others from what they did, their
/// worlds are not the same any more, and nothing can be said.
fn twins_world(economy: &mut Economy, happened: &[Happened]) -> Vec<Has> {
	let (keeper, mut has) = (KEEPER.to_account_id(), Vec::new());
	for one in happened {
		match one {
			Happened::Time(seconds, feeds) => {
				has.push(Has::of(economy, &keeper));
				play::time(economy, *seconds, *feeds);
			},
			Happened::Step(step, neutral) => {
				let left_out = *neutral && !is_needed(&step.deed);
				let mut step = step.clone();
				let his = step.by == keeper && !is_own(&step.deed);
				if his {
					step.by = STRANGER.to_account_id();
				}
				if !left_out && play::step(economy, &step) != "passed" {
					return has;
				}
			},
		}
	}
	has.push(Has::of(economy, &keeper));
	has
}

/// Whether a call that moves no price is made in the twin's world all the same: it gives others money
/// that they go on with, or the vault what it serves with.
fn is_needed(deed: &Deed) -> bool {
	!matches!(
		deed,
		Deed::CallDefault { .. }
			| Deed::OpenSale { .. }
			| Deed::Settle { .. }
			| Deed::PayFees
			| Deed::Rebalance
			| Deed::ClaimTicket { .. }
			| Deed::Collect { payee: Payee::Caller, .. }
	)
}

#[test]
fn keeper_should_have_no_more_than_his_twin_when_he_chooses_the_order_of_all_calls() {
	let start = Start::new();
	let all = (collection::vec(crate::acts::act(), ACTS / 2), collection::vec(moves(), ACTS / 2));
	let config =
		proptest::prelude::ProptestConfig { cases: (config().cases / 8).max(1), ..config() };
	let played = TestRunner::new(config).run(&all, |(acts, moves)| {
		let (happened, his, earned) = start.play(|economy| {
			begin(economy, &acts);
			his_world(economy, &moves)
		});
		let twins = start.play(|economy| {
			begin(economy, &acts);
			twins_world(economy, &happened)
		});
		for (his, twin) in his.iter().zip(&twins) {
			assert_eq!(his.values, twin.values, "2.7: a price is another in the twin's world");
			let most = twin.wealth() + Exact::from(&earned + int(ROUNDING));
			assert!(his.wealth() <= most, "2.7: {} is above {most}", his.wealth());
		}
		Ok::<_, TestCaseError>(())
	});
	if let Err(failed) = played {
		panic!("{failed}");
	}
}
