mod calls;
mod double;
mod invariants;
mod offences;
mod set;
