using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Ledger;
using Autocura.Ledger.Audit;
using Autocura.Support;
using AuditEntry = Autocura.Ledger.Audit.AuditEntry;

namespace Autocura.Functions.Tests.Ledger.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private const int Full = 3;

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Hosts_in_turn_make_one_chain_of_bounded_length()
    {
        using var one = Trail();
        using var other = Trail();
        const int written = 2 * Full * (AuditSegment.Kept + 2);
        for (var number = 0; number < written; number++) (await (number % 2 == 0 ? one : other).WriteAsync(Entry($"call-{number}"), default)).Number.ShouldBe(number + 1);

        var content = await one.ReadAsync(default);
        var verdict = AuditCheck.Of(content);
        verdict.Problems.ShouldBeEmpty();
        verdict.Last.Number.ShouldBe(written);
        verdict.First.ShouldBe(written - (Full * (AuditSegment.Kept + 1)) + 1);
        AuditCheck.Records(content)[^1].Entry.ShouldBe(Entry($"call-{written - 1}"));
    }

    [Fact]
    public async Task Hosts_that_write_at_the_same_moment_lose_nothing()
    {
        var trails = Enumerable.Range(0, 4).Select(_ => Trail()).ToList();
        var told = await Task.WhenAll(trails.SelectMany((trail, host) => Enumerable.Range(0, 4).Select(number => WrittenAsync(trail, Entry($"call-{host}-{number}")))));

        // Whoever always came second says so, and then nothing is done.
        var content = await trails[0].ReadAsync(default);
        AuditCheck.Of(content).Problems.ShouldBeEmpty();
        AuditCheck.Records(content).Select(record => record.Entry.Request).ShouldBe(told.OfType<AuditRecord>().Select(record => record.Entry.Request), ignoreOrder: true);
        told.OfType<AuditRecord>().Count().ShouldBeGreaterThanOrEqualTo(12);
        trails.ForEach(trail => trail.Dispose());
    }

    [Theory]
    [InlineData(Full)]
    [InlineData(Full * (AuditSegment.Kept + 1))]
    public async Task A_host_that_dies_while_it_sets_a_part_aside_leaves_the_chain_whole(int before)
    {
        using var trail = Trail();
        for (var number = 0; number < before; number++) await trail.WriteAsync(Entry($"call-{number}"), default);
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Verbs = ["patch"], Resources = ["configmaps"], Name = AuditTrail.Name, Code = 403 }]);
        (await WrittenAsync(trail, Entry("lost"))).ShouldBeNull();
        cluster.Faults.Clear();
        AuditCheck.Of(await trail.ReadAsync(default)).Problems.ShouldBeEmpty();

        using var next = Trail();
        (await next.WriteAsync(Entry("kept"), default)).Number.ShouldBe(before + 1);
        AuditCheck.Of(await next.ReadAsync(default)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_in_the_chain_once_or_twice_and_the_chain_is_whole()
    {
        using var trail = Trail();
        await trail.WriteAsync(Entry("call-0"), default);
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Reset, Verbs = ["patch"], Resources = ["configmaps"], Name = AuditTrail.Name, AfterEffect = true, Count = 1 }]);
        await WrittenAsync(trail, Entry("call-1"));
        cluster.Faults.Clear();
        await trail.WriteAsync(Entry("call-2"), default);

        var content = await trail.ReadAsync(default);
        AuditCheck.Of(content).Problems.ShouldBeEmpty();
        AuditCheck.Records(content).Select(record => record.Entry.Request).Distinct().ShouldBe(["call-0", "call-1", "call-2"]);
    }

    [Fact]
    public async Task A_chain_whose_present_part_is_gone_does_not_begin_anew_by_itself()
    {
        using var trail = Trail();
        for (var number = 0; number < Full + 1; number++) await trail.WriteAsync(Entry($"call-{number}"), default);
        cluster.Store.Delete(ObjectKey.Core("configmaps", "shop", AuditTrail.Name), Actor.ApiServer);

        var refused = await Should.ThrowAsync<AuditException>(() => trail.WriteAsync(Entry("next"), default));

        refused.Message.ShouldContain("ConfigMap autocura-audit is gone, and earlier parts of the record are there");
        AuditCheck.Of(await trail.ReadAsync(default)).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_gone_on_from_is_refused()
    {
        using var trail = Trail();
        var record = await trail.WriteAsync(Entry("call"), default);
        cluster.Edit(ObjectKey.Core("configmaps", "shop", AuditTrail.Name), map => map["data"]![AuditSegment.KeyOf(record.Number)] = "{}");
        (await Should.ThrowAsync<AuditException>(() => trail.WriteAsync(Entry("next"), default))).Message.ShouldStartWith("The last record in ConfigMap autocura-audit is not as it was written");
    }

    [Fact]
    public async Task What_is_said_is_cut_to_one_line_without_secrets()
    {
        using var trail = Trail();
        var record = await trail.WriteAsync(Entry("call") with { Said = $"first\nsecond password=hunter2hunter2 {new string('x', 600)}", Who = new string('w', 600) }, default);
        record.Entry.Said.ShouldStartWith("first second ");
        record.Entry.Said.ShouldNotContain("hunter2");
        record.Entry.Said.Length.ShouldBe(500);
        record.Entry.Who.Length.ShouldBe(500);
    }

    private static async Task<AuditRecord?> WrittenAsync(AuditTrail trail, AuditEntry entry)
    {
        try
        {
            return await trail.WriteAsync(entry, default);
        }
        catch (AuditException)
        {
            return null;
        }
    }

    private static AuditEntry Entry(string request) => new(AuditStage.Asked, request, "UndoPlan") { Who = "ana", Roles = "operator", Way = "key", Target = "cart-0123456789", Said = """{"planId":"p/1"}""" };

    private AuditTrail Trail() => new(cluster.Clusters, new LedgerOptions("shop"), cluster.Time) { Full = Full };
}
