import Japanese
import Storage
import Ward

/// A version of a scenario.
struct ScenarioVersion: Sendable {
    let id: ID<ScenarioVersion>
}
