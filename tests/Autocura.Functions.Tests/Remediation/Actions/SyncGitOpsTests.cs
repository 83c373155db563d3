using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class SyncGitOpsTests : IAsyncLifetime
{
    private TestCluster? cluster;

    private TestCluster Cluster => cluster!;

    private SyncGitOps Action => new(new ObjectEdit(Cluster.Clusters), Cluster.Time);

    public async Task InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        await Cluster.Client.CreateAsync(Kinds.Application, SomeGitOps.Application(), CancellationToken.None);
        await Cluster.Client.CreateAsync(Kinds.Kustomization, SomeGitOps.Kustomization(), CancellationToken.None);
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task An_Application_is_asked_for_a_sync_once()
    {
        var prepared = await Action.PrepareAsync(Sync(Kinds.Application, (ActionParameters.Revision, "v2")), "key", CancellationToken.None);

        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Applied);
        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.AlreadyApplied);

        prepared.Diff.ShouldHaveSingleItem().ShouldContain("\"revision\":\"v2\"");
        Cluster.OwnWrites().Count(entry => entry.Verb == "patch").ShouldBe(1);
    }

    [Fact]
    public async Task Flux_is_asked_by_an_annotation()
    {
        await Action.ApplyAsync(await Action.PrepareAsync(Sync(Kinds.Kustomization), "key", CancellationToken.None), CancellationToken.None);

        Cluster.Store.Find(new("kustomize.toolkit.fluxcd.io", "kustomizations", "shop", "shop"))!["metadata"]!["annotations"]!["reconcile.fluxcd.io/requestedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_sync_is_never_said_to_be_taken_back()
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Sync(Kinds.Kustomization), "key", CancellationToken.None), CancellationToken.None);

        Action.Profile.Reversible.ShouldBeFalse();
        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Refused);
    }

    private static PlanStep Sync(ResourceKind kind, params (string Name, string Value)[] parameters) =>
        new(ActionNames.SyncGitOps, kind.Ref("shop", "shop"), parameters.ToDictionary(one => one.Name, one => one.Value), "test");
}
