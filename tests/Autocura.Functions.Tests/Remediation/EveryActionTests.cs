using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation;

/// <summary>
/// What holds of every action that changes declared state, on objects that are changed at random and on an API server that loses answers, refuses and lets others
/// write in between: done once, taken back exactly.
/// </summary>
public sealed class EveryActionTests : IAsyncLifetime
{
    private const int Rounds = 12;
    private const int MostTries = 6;

    private TestCluster? cluster;

    private TestCluster Cluster => cluster!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Theory]
    [InlineData(20300115)]
    [InlineData(7)]
    public async Task A_step_changes_the_cluster_once_and_taking_it_back_restores_the_declared_state(int seed)
    {
        var random = new Random(seed);
        var cases = await ActionCases.MakeAsync(Cluster);
        var done = cases.ToDictionary(one => one.Action.Profile.Name, _ => 0);
        foreach (var round in Enumerable.Range(0, Rounds))
        {
            foreach (var one in cases)
            {
                done[one.Action.Profile.Name] += await TryAsync(one, $"{seed}/{round}/1", random);
            }
        }

        done.Where(action => action.Value < Rounds / 2).ShouldBeEmpty("too few of its steps were carried out");
    }

    /// <summary>1 when the step was carried out and taken back, 0 when it was refused.</summary>
    private async Task<int> TryAsync(ActionCase one, string key, Random random)
    {
        one.Change(random);
        await Cluster.RunAsync(TimeSpan.FromSeconds(1));
        var prepared = await one.Action.PrepareAsync(one.Step(random), key, CancellationToken.None);
        if (prepared.Refused is not null)
        {
            prepared.Refused.Length.ShouldBeGreaterThan(10);
            return 0;
        }

        var before = Declared(one, prepared);
        var writes = Writes(one);
        var receipt = await InWeatherAsync(one, random, () => one.Action.ApplyAsync(prepared, CancellationToken.None));
        receipt.Result.ShouldBeOneOf([ReceiptResult.Applied, ReceiptResult.AlreadyApplied], $"{one.Action.Profile.Name} {key}: {receipt.Reason}");
        (await one.Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.AlreadyApplied, $"{one.Action.Profile.Name} {key}");
        (Writes(one) - writes).ShouldBe(1, $"{one.Action.Profile.Name} {key}");
        Declared(one, prepared).ShouldNotBe(before);

        var sure = random.Next(4) == 0 ? ActionReceipt.Expected(prepared) : receipt;
        var reverted = await InWeatherAsync(one, random, () => one.Action.RevertAsync(sure, CancellationToken.None));
        reverted.Result.ShouldBe(ReceiptResult.Reverted, $"{one.Action.Profile.Name} {key}: {reverted.Reason}");
        (await one.Action.RevertAsync(sure, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        (Writes(one) - writes).ShouldBe(2, $"{one.Action.Profile.Name} {key}");
        Declared(one, prepared).ShouldBe(before, $"{one.Action.Profile.Name} {key}");
        return 1;
    }

    /// <summary>Does something as the orchestration does, again when it throws, in a server's worse moments.</summary>
    private async Task<ActionReceipt> InWeatherAsync(ActionCase one, Random random, Func<Task<ActionReceipt>> act)
    {
        Cluster.Faults.Set(random.Next(5) switch
        {
            0 => [Lost(FaultKind.Reset)],
            1 => [Lost(FaultKind.Refusal)],
            2 => [new FaultRule { Kind = FaultKind.Refusal, Verbs = ["patch", "create", "delete"], Code = 500, Count = 1 }],
            3 => [new FaultRule { Kind = FaultKind.Refusal, Verbs = ["get"], Code = 503, Count = 1 }],
            _ => [],
        });
        one.WriteStatus();
        for (var left = MostTries; ; left--)
        {
            try
            {
                return await act();
            }
            catch (ClusterException failure) when (left > 1 && (failure.IsTransient || failure.IsConflict))
            {
                // as an activity that is repeated
            }
            finally
            {
                Cluster.Faults.Clear();
            }
        }
    }

    /// <summary>The write is carried out, and its answer lost: the moment between "done" and "known to be done".</summary>
    private static FaultRule Lost(FaultKind kind) => new() { Kind = kind, Verbs = ["patch", "create", "delete"], Code = 503, AfterEffect = true, Count = 1 };

    private string Declared(ActionCase one, PreparedStep prepared) => Cluster.Store.Find(one.Key) is { } found ? SpecHash.Of(found, prepared.Metadata) : "";

    private int Writes(ActionCase one) => Cluster.OwnWrites(one.Key).Count(entry => entry.Subresource.Length == 0);
}
