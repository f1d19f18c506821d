//! Whatever is asked of the book has an answer.

use super::{parts, Deal, START};
use caliber_finance::{
	book::{
		Ageing, Book, DayBucket, Entry, EntryTerms, Levy, Line, Progress, Security, Speed, STAGES,
	},
	fees::Fee,
	instalment::{Loan, Model, RepaymentTerms},
	schedule::Schedule,
	tranches::Tranche,
	units::{Day, Ppm, RatePerSecond, Seconds, UsdaiAmount},
};
use proptest::prelude::*;

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn nothing_should_panic_when_numbers_are_absurd(
		n in prop::array::uniform32(prop_oneof![Just(0), Just(1), Just(u128::MAX), any::<u128>()]),
		flags in any::<[bool; 4]>()
	) {
		let [wide, time, day, ppm] = [
			|n: u128| UsdaiAmount(n),
			|n: u128| UsdaiAmount((n as u64).into()),
			|n: u128| UsdaiAmount((n as u32).into()),
			|n: u128| UsdaiAmount((n as u16).into()),
		];
		let seconds = |n| Seconds(time(n).get() as u64);
		let day = |n| Day(day(n).get() as u32);
		let rate = |n: u128| RatePerSecond((n as u64) % 1_000_000_000_000_000_001);
		let deal = Deal {
			tranches: [n[0], n[2]].map(|a| Tranche { amount: a, rate: rate(n[1]) }).to_vec(),
			due_day: 1 + (n[3] % 31) as u8,
			duration_days: 1 + (n[4] % 4_000) as u32,
			utc_offset_seconds: 0,
			repayment: RepaymentTerms {
				model: if flags[0] { Model::Simple } else { Model::Amortized },
				principal_in_stub: flags[1],
				interest_only: n[7] as u32 % 3,
				balloon: UsdaiAmount(n[4]),
				grace_rate: rate(n[5]),
				grace_duration: seconds(n[6]),
			},
			ageing: Ageing {
				forced_haircut: Ppm(ppm(n[7]).get() as u32 * 65_000),
				class_haircuts: [n[8], n[9]].map(|n| Ppm(n as u32)),
			},
			security: Security {
				lendable: wide(n[10]),
				orderly: wide(n[11]),
				forced: wide(n[12]),
				cover: wide(n[13]),
				cover_until: seconds(n[14]),
			},
			late_fee: Ppm(n[3] as u32),
			exit_fee: Ppm(n[6] as u32),
			charges: [n[5], n[7]]
				.map(|n| Levy { fee: Fee::Ratio(n as u64), comes_first: n % 2 == 0 })
				.to_vec(),
			seniors_first: flags[3],
		};
		let _ = (deal.ageing.in_range(), deal.security.ltv(wide(n[15])));
		let _ = deal.security.with(&deal.security);
		let entry = Entry {
			start: day(n[16]),
			stop: day(n[17]),
			speed: Speed(n[18]),
			principal: wide(n[19]),
			low: [n[20], n[21], n[22]].map(wide),
			high: wide(n[23]),
		};
		let now = seconds(n[24]);
		let _ = (entry.accrued(now), entry.conservative(day(n[25])), entry.optimistic(day(n[25])));
		let progress = Progress {
			origination: if flags[2] { Seconds(START) } else { seconds(n[26]) },
			offset: seconds(n[27]),
			windows_paid: (n[28] % 140) as u32,
			drawn: n[8] as u32 % 5,
			charged: n[9] as u32 % 140,
			balance: wide(n[29]),
			vault: wide(n[30]),
			interest_paid: wide(n[31]),
		};
		if let Ok(schedule) = Schedule::new(deal.schedule(progress.origination)) {
			let made = Entry::new(&EntryTerms {
				schedule: &schedule,
				tranches: &deal.tranches,
				grace: deal.repayment.grace_duration,
				ageing: &deal.ageing,
				security: &deal.security,
				progress: &progress,
				impaired: flags[2].then_some(day(n[17])),
			});
			prop_assert!(made.is_err() || made.is_ok_and(|made| made.start <= made.stop));
		}
		let terms = deal.schedule(progress.origination);
		if let Ok(loan) = Loan::new(terms, deal.repayment, &deal.tranches) {
			let left = [n[1], n[3]].map(UsdaiAmount);
			let _ = (
				progress.payoff(&deal.paying(&loan, &entry, &left), now),
				progress.prepay(&deal.paying(&loan, &entry, &left), wide(n[18]), now, &mut parts()),
				progress.demand(&deal.paying(&loan, &entry, &left), now, &mut parts()),
				progress.charge(&deal.charges, &mut parts()),
				Line::of(&loan, progress.debt(), Default::default()),
			);
			let _ = Line::at(&loan, progress.debt(), now);
		}
		let mut bucket = Some(DayBucket::default());
		let mut book = Some(Book { cursor: day(n[25]), paused: seconds(n[27]), ..Book::default() });
		for _ in 0..3 {
			bucket = bucket.and_then(|b| b.with_stop(&entry)?.with_start(&entry));
			book = book.and_then(|b| b.with(&entry)?.with_offer(wide(n[15])));
			if let Some(book) = book {
				let _ = (book.value(now), book.settles_at(now), book.after_pause(now));
				let _ = (book.in_block_time(&progress, now), book.without(&entry));
				let _ = book.passed(day(n[16]), &[bucket; STAGES]);
			}
		}
		let _ = Book::default().passed(day(n[16]), &[bucket; STAGES]);
		let _ = bucket.and_then(|b| b.without_start(&entry)?.without_stop(&entry));
	}
}
