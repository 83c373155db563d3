using Autocura.Embedded.Scenarios;

namespace Autocura.Scenarios.Catalogue;

public sealed class ScenarioProofs(ProofRuns runs) : IClassFixture<ProofRuns>
{
    public static TheoryData<string> Names { get; } = [.. ScenarioCatalog.Load().All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_scenario_shows_what_it_says_and_its_remedy_heals_it(string name) => runs.ProveAsync(name);
}
