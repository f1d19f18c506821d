use caliber_finance::{
	queue::{Checkpoint, Interval, Portion, Queue, Windows},
	units::{Seconds, Shares, UsdaiAmount},
	FinanceError,
};
use core::cmp::Ordering;
use primitive_types::U256;
use proptest::prelude::*;

/// A queue with its checkpoints and, for each request, the unclaimed part and what it was paid.
#[derive(Default)]
struct Book {
	queue: Queue,
	checkpoints: Vec<Checkpoint>,
	requests: Vec<(Interval, Option<Interval>, u128)>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
	Request(u128),
	/// Parts per thousand of what is pending, and USDai for a thousand shares.
	Strike(u128, u128),
	Claim(usize),
}

fn step() -> impl Strategy<Value = Step> {
	let amount = (1u128..10u128.pow(24), 0u32..70).prop_map(|(of, shift)| (of >> shift).max(1));
	prop_oneof![
		amount.prop_map(Step::Request),
		(1u128..=1_000, 1u128..2_000).prop_map(|(part, price)| Step::Strike(part, price)),
		(0usize..20).prop_map(Step::Claim),
	]
}

impl Book {
	fn run(&mut self, step: Step) {
		let now = Seconds(0);
		match step {
			Step::Request(of) => {
				let (queue, interval) =
					self.queue.joined(Shares(of), &Windows::default(), now).unwrap();
				self.queue = queue;
				self.requests.push((interval, Some(interval), 0));
			},
			Step::Strike(part, price) => {
				let shares = self.queue.pending().get() * part / 1_000;
				let assets = shares * price / 1_000;
				if shares > 0 && assets > 0 {
					let portion = Portion { shares: Shares(shares), assets: UsdaiAmount(assets) };
					let (queue, checkpoint) = self.queue.struck(portion, now).unwrap();
					assert_eq!(checkpoint.portion(), portion);
					self.queue = queue;
					self.checkpoints.push(checkpoint);
				}
			},
			Step::Claim(index) => self.claim(index),
		}
	}

	fn claim(&mut self, index: usize) {
		let served = self.queue.served;
		let Some((_, Some(interval), _)) = self.requests.get(index).copied() else { return };
		let Some(to) = interval.claimable_to(served) else { return };
		let value = |point: Shares| {
			let holds = |checkpoint: &&Checkpoint| checkpoint.side(point) == Ordering::Equal;
			self.checkpoints.iter().find(holds).unwrap().value_at(point).unwrap()
		};
		let start_value = interval.start_value.unwrap_or_else(|| value(interval.start));
		let (rest, portion) = interval.claimed(to, start_value, value(to)).unwrap();
		assert_eq!(portion.shares.get(), to.get() - interval.start.get());
		let request = &mut self.requests[index];
		request.1 = rest;
		request.2 += portion.assets.get();
	}

	/// The least and the most that is due to a request, strike by strike: its part of each, rounded
	/// down, and a unit more for each.
	fn due(&self, interval: Interval) -> (u128, u128) {
		let (mut begin, mut least, mut touched) = (0u128, 0, 0);
		for checkpoint in &self.checkpoints {
			let Portion { shares, assets } = checkpoint.portion();
			let end = begin + shares.get();
			let from = interval.start.get().max(begin);
			let to = interval.end.get().min(end);
			if from < to {
				let product = U256::from(to - from) * U256::from(assets.get());
				least += (product / U256::from(shares.get())).as_u128();
				touched += 1;
			}
			begin = end;
		}
		(least, least + touched)
	}
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn claims_should_add_up_to_what_was_served_when_all_is_claimed(
		steps in prop::collection::vec(step(), 1..60),
	) {
		let mut book = Book::default();
		for step in steps {
			let before = book.queue;
			book.run(step);
			let after = book.queue;
			prop_assert!(after.requested >= before.requested && after.served >= before.served);
			prop_assert!(after.paid >= before.paid && after.served <= after.requested);
		}
		for index in 0..book.requests.len() {
			book.claim(index);
		}
		let mut end = 0;
		for (interval, rest, paid) in &book.requests {
			prop_assert_eq!(interval.start.get(), end, "behind the one before, without a gap");
			end = interval.end.get();
			let (least, most) = book.due(*interval);
			prop_assert!((least..=most).contains(paid), "{} of {} to {}", paid, least, most);
			let pending = rest.map_or(0, |rest| rest.pending(book.queue.served).get());
			prop_assert_eq!(pending, end.saturating_sub(
				interval.start.max(book.queue.served).get(),
			));
		}
		prop_assert_eq!(end, book.queue.requested.get());
		let claimed: u128 = book.requests.iter().map(|request| request.2).sum();
		prop_assert_eq!(claimed, book.queue.paid.get());
		prop_assert_eq!(u128::from(book.queue.checkpoints), book.checkpoints.len() as u128);
		prop_assert_eq!(book.queue.requests, book.requests.len() as u64);
	}

	#[test]
	fn due_shares_should_be_those_of_windows_that_closed_a_delay_ago(
		start in 0u64..5_000, length in 60u64..1_000, delay in 0u64..1_000,
		steps in prop::collection::vec((0u64..1_500, 1u128..1_000, any::<bool>()), 1..30),
	) {
		let (start, length, delay) = (start, length, delay % (length + 1));
		let windows = Windows {
			start: Seconds(start),
			length: Seconds(length),
			delay: Seconds(delay),
			strike_every: Seconds(7),
		};
		// When each request may be served: found by walking from window to window.
		let matures = |moment: u64| {
			let mut end = start;
			while end <= moment {
				end += length;
			}
			end + delay
		};
		let (mut queue, mut now, mut requests) = (Queue::default(), 0u64, Vec::new());
		for (wait, of, serve) in steps {
			now += wait;
			let at = Seconds(now);
			queue = queue.rolled(&windows, at);
			let ripe = requests.iter().filter(|(when, _)| *when <= now);
			let ripe: u128 = ripe.map(|(_, of)| *of).sum();
			let due = queue.due(&windows, at);
			prop_assert_eq!(due.get(), ripe - queue.served.get());
			prop_assert!(queue.closed_earlier <= queue.closed && queue.closed <= queue.requested);
			if serve && !due.is_zero() {
				let portion = Portion { shares: due, assets: UsdaiAmount(1) };
				queue = queue.struck(portion, at).unwrap().0;
			}
			queue = queue.joined(Shares(of), &windows, at).unwrap().0;
			requests.push((matures(now), of));
			let first = windows.first_strike(windows.ended(at)).get();
			prop_assert_eq!(first, matures(now).div_ceil(7).max(1) * 7);
		}
	}

	#[test]
	fn shares_ahead_should_be_the_pending_ones_of_earlier_requests(
		parts in prop::collection::vec(1u128..1_000, 1..20), served in 0u128..10_000,
	) {
		let mut left = served.min(parts.iter().sum());
		let served = Shares(left);
		let (mut queue, mut ahead) = (Queue::default(), 0);
		for of in parts {
			let (next, interval) =
				queue.joined(Shares(of), &Windows::default(), Seconds(0)).unwrap();
			queue = next;
			let gone = of.min(left);
			left -= gone;
			prop_assert_eq!(interval.pending(served).get(), of - gone);
			prop_assert_eq!(interval.ahead(served).get(), if gone < of { ahead } else { 0 });
			prop_assert_eq!(interval.claimable_to(served).is_some(), gone > 0);
			ahead += of - gone;
		}
	}
}

#[test]
fn claim_should_be_refused_when_its_points_are_out_of_order() {
	let interval = Interval { start: Shares(10), end: Shares(20), start_value: None };
	let claim = |to, start_value, to_value| {
		interval.claimed(Shares(to), UsdaiAmount(start_value), UsdaiAmount(to_value))
	};
	let part = Portion { shares: Shares(5), assets: UsdaiAmount(3) };
	let rest = Interval { start: Shares(15), start_value: Some(UsdaiAmount(7)), ..interval };
	assert_eq!(claim(15, 4, 7), Ok((Some(rest), part)));
	let whole = Portion { shares: Shares(10), assets: UsdaiAmount(3) };
	assert_eq!(claim(20, 4, 7), Ok((None, whole)));
	for (to, start_value, to_value) in [(9, 4, 7), (21, 4, 7), (15, 7, 4)] {
		assert_eq!(claim(to, start_value, to_value), Err(FinanceError::Overflow));
	}
}

#[test]
fn interval_should_say_what_is_left_and_where_a_part_ends() {
	let interval = Interval { start: Shares(10), end: Shares(20), start_value: None };
	assert_eq!(interval.unclaimed(), Shares(10));
	assert_eq!(interval.after(Shares(4)), Some(Shares(14)));
	assert_eq!(interval.after(Shares::MAX), None);
	let value = |assets| Interval::value_after(UsdaiAmount(7), assets);
	assert_eq!(value(UsdaiAmount(5)), Some(UsdaiAmount(12)));
	assert_eq!(value(UsdaiAmount::MAX), None);
}

/// A strike that served the shares between two sums, and paid what lies between two others.
fn strike(shares: (u128, u128), assets: (u128, u128)) -> Checkpoint {
	Checkpoint {
		shares_before: Shares(shares.0),
		shares_after: Shares(shares.1),
		assets_before: UsdaiAmount(assets.0),
		assets_after: UsdaiAmount(assets.1),
		at: Seconds(0),
	}
}

#[test]
fn point_should_be_valued_down_when_a_price_does_not_divide() {
	let checkpoint = strike((5, 8), (100, 110));
	let inside = [(5, 100), (6, 103), (7, 106), (8, 110)];
	for (point, value) in inside {
		assert_eq!(checkpoint.value_at(Shares(point)), Some(UsdaiAmount(value)), "{point}");
		assert_eq!(checkpoint.side(Shares(point)), Ordering::Equal);
	}
	for (point, side) in [(4, Ordering::Less), (9, Ordering::Greater)] {
		assert_eq!(checkpoint.value_at(Shares(point)), None, "{point}");
		assert_eq!(checkpoint.side(Shares(point)), side);
	}
}

#[test]
fn queue_should_say_so_when_it_is_full() {
	let windows = Windows::default();
	let full = Queue { requested: Shares::MAX, ..Default::default() };
	let overflow = Err(FinanceError::Overflow);
	assert_eq!(full.joined(Shares(1), &windows, Seconds(0)), overflow);
	let many = Queue { requests: u64::MAX, ..Default::default() };
	assert_eq!(many.joined(Shares(1), &windows, Seconds(0)), overflow);
	let portion = Portion { shares: Shares(1), assets: UsdaiAmount(1) };
	for queue in [
		Queue { served: Shares::MAX, ..Default::default() },
		Queue { paid: UsdaiAmount::MAX, ..Default::default() },
		Queue { checkpoints: u32::MAX, ..Default::default() },
	] {
		assert_eq!(queue.struck(portion, Seconds(0)), Err(FinanceError::Overflow));
	}
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn point_should_be_the_first_one_of_its_value_or_the_last_below(
		(before, assets) in (0u128..1_000, 1u128..1_000_000),
		(start, shares) in (0u128..1_000, 1u128..1_000_000),
		part in 0u128..=1_000,
	) {
		let checkpoint = strike((start, start + shares), (before, before + assets));
		let value = UsdaiAmount(before + assets * part / 1_000);
		let point = checkpoint.point_at(value).unwrap();
		let found = checkpoint.value_at(point).unwrap();
		prop_assert!(found <= value);
		if found < value {
			prop_assert!(checkpoint.value_at(Shares(point.get() + 1)).unwrap() > value);
		} else {
			let last = point.get().checked_sub(1).and_then(|last| checkpoint.value_at(Shares(last)));
			prop_assert!(last.is_none_or(|last| last < value));
		}
		prop_assert_eq!(checkpoint.side_of(value), core::cmp::Ordering::Equal);
		let below = value.checked_sub(UsdaiAmount(assets + 1));
		prop_assert!(below.is_none_or(|below| checkpoint.point_at(below).is_none()));
		prop_assert_eq!(checkpoint.point_at(UsdaiAmount(before + assets + 1)), None);
	}
}

#[test]
fn value_should_lie_in_its_stretch_ends_included() {
	use core::cmp::Ordering::{Equal, Greater, Less};
	let checkpoint = strike((5, 8), (100, 110));
	let cases = [
		(99, Less, None),
		(100, Equal, Some(5)),
		(102, Equal, Some(5)),
		(103, Equal, Some(6)),
		(109, Equal, Some(7)),
		(110, Equal, Some(8)),
		(111, Greater, None),
	];
	for (value, side, point) in cases {
		assert_eq!(checkpoint.side_of(UsdaiAmount(value)), side, "{value}");
		assert_eq!(checkpoint.point_at(UsdaiAmount(value)), point.map(Shares), "{value}");
	}
}

#[test]
fn tip_should_be_at_most_what_is_paid() {
	let portion = Portion { shares: Shares(1), assets: UsdaiAmount(10) };
	let cases = [(0, (10, 0)), (4, (6, 4)), (10, (0, 10)), (11, (0, 10))];
	for (tip, (rest, paid)) in cases {
		assert_eq!(portion.tipped(UsdaiAmount(tip)), (UsdaiAmount(rest), UsdaiAmount(paid)));
	}
}
