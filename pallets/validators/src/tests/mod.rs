mod calls;
mod invariants;
mod offences;
mod set;
