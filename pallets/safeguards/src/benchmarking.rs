//! A figure that waits, and a proposal that is voted on.

use super::*;
use caliber_primitives::{
	governance::{Ballots, Figures, Parameter, Registry},
	units::Seconds,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, UnixTime};

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn change() -> Result<(), BenchmarkError> {
		for parameter in Figures::DOCUMENTED.all() {
			T::Registry::set(parameter);
		}
		let parameter = Parameter::Timelock(Seconds(10));
		let origin =
			T::ChangeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameter);
		let now = Seconds(T::Time::now().as_secs());
		assert!(T::Registry::waiting(now).iter().any(|(waits, _)| *waits == parameter));
		Ok(())
	}

	#[benchmark]
	fn veto() -> Result<(), BenchmarkError> {
		let proposal = T::Ballots::set_up_running();
		let origin =
			T::VetoOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, proposal);
		assert!(T::Ballots::call_of(proposal).is_none());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
