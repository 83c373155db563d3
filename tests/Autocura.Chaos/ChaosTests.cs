using Autocura.Support.Chaos;
using Xunit.Abstractions;

namespace Autocura.Chaos;

/// <summary>Whatever goes wrong, in whatever order, the promises are kept. More seeds: <c>dotnet run -c Release --project tests/Benchmarks -- chaos --runs 20000</c>.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Runs = 500;

    [Fact]
    public async Task Every_promise_is_kept_whatever_goes_wrong()
    {
        var failures = await ChaosSeries.RunAsync(Enumerable.Range(1, Runs), (_, failure) =>
        {
            if (failure is not null)
            {
                output.WriteLine(failure.ToString());
            }
        });

        failures.ShouldBeEmpty(string.Join('\n', failures));
    }

    [Fact]
    public void The_seeds_reach_every_trouble_and_every_cure()
    {
        var plans = Enumerable.Range(1, Runs).Select(ChaosPlan.Of).ToList();

        plans.Select(plan => plan.Trouble).Distinct().ShouldBe(Enum.GetValues<Trouble>(), ignoreOrder: true);
        plans.Select(plan => plan.Cure).Distinct().ShouldBe(Enum.GetValues<Cure>(), ignoreOrder: true);
        plans.Select(plan => plan.Word).Distinct().ShouldBe(Enum.GetValues<PersonsWord>(), ignoreOrder: true);
        plans.SelectMany(plan => plan.Kills).Select(kill => kill.Moment).Distinct().ShouldBe(Enum.GetValues<Moment>(), ignoreOrder: true);
        plans.ShouldContain(plan => plan.Hosts == 2 && plan.Kills.Count > 0);
        plans.ShouldContain(plan => plan.StopsAt != null);
        plans.ShouldContain(plan => plan.EditsAt != null);
    }

    [Fact]
    public async Task A_seed_is_the_same_story_each_time()
    {
        // A host that dies, and an API server that fails.
        var plan = Enumerable.Range(1, Runs).Select(ChaosPlan.Of).First(plan => plan is { Hosts: 1, Faults.Count: > 0, Kills.Count: > 0, Trouble: Trouble.CrashingRelease });

        var (first, second) = (await ChaosRun.RunAsync(plan), await ChaosRun.RunAsync(plan));

        second.Audit.Select(Told).ShouldBe(first.Audit.Select(Told));
        string Told(Embedded.Cluster.AuditEntry entry) => $"{entry.Time:O} {entry.Verb} {entry.Key} {entry.Code}";
    }
}
