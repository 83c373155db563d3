using System.Text;
using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Tests.Durable.Crash;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Storage;

/// <summary>A file that is not what it was is refused and not touched: whoever has a backup, or a tool that salvages, shall find it as it is.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private static readonly string Marker = new('m', 600);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-durable-");

    private string DatabasePath => Path.Combine(folder.FullName, "durable.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_file_with_a_damaged_header_is_refused_and_not_touched() => IsRefused(
        bytes =>
        {
            bytes.AsSpan(0, 64).Fill(0x5A);
            return bytes;
        },
        "does not begin as a database does");

    [Fact]
    public void A_file_that_was_cut_off_is_refused_and_not_touched() => IsRefused(bytes => bytes[..(bytes.Length / 2)], "is damaged");

    [Fact]
    public void An_empty_file_is_refused_and_not_begun_anew() => IsRefused(_ => [], "is empty");

    [Fact]
    public void A_log_without_its_file_is_refused_and_not_thrown_away()
    {
        File.WriteAllBytes(DatabasePath + "-wal", [1, 2, 3]);

        Should.Throw<DurableStoreException>(() => Database.Open(DatabasePath)).Message.ShouldContain("is gone, while its write-ahead log is there");

        File.Exists(DatabasePath).ShouldBeFalse();
        File.ReadAllBytes(DatabasePath + "-wal").ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_file_whose_making_was_interrupted_is_made_again()
    {
        File.WriteAllText(DatabasePath + ".new", "half of it");

        Database.Open(DatabasePath).Dispose();

        File.Exists(DatabasePath + ".new").ShouldBeFalse();
        File.Exists(DatabasePath).ShouldBeTrue();
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_refused_by_name()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "not a folder");
        var path = Path.Combine(file, "data", "durable.db");

        var refused = Should.Throw<DurableStoreException>(() => Database.Open(path));

        refused.Message.ShouldContain(path);
        refused.Message.ShouldContain("Make its folder writable");
    }

    [Fact]
    public async Task A_damaged_page_of_the_past_costs_whoever_reads_it_and_no_other()
    {
        await FillAsync("Ended");
        Damage(Marker);

        await using var next = await EngineRun.StartAsync(Functions(), folder.FullName);
        await next.RaiseAsync("9 other", "word", "kept");
        (await next.StateAsync("9 other")).ReadOutputAs<string>().ShouldBe("kept");

        var refused = await Should.ThrowAsync<DurableStoreException>(() => next.Client.GetInstancesAsync("1 marked", getInputsAndOutputs: true));
        refused.Message.ShouldContain(DatabasePath);
        refused.Message.ShouldContain("restore the file from a backup");
        next.Engine.StoreProblem.ShouldNotBeNull().Reason.IsLasting.ShouldBeTrue();
        await next.ScheduleAsync("Flow", instanceId: "later");
        next.Engine.StoreProblem.ShouldNotBeNull("a success elsewhere does not mend a damaged file");
    }

    [Fact]
    public async Task A_damaged_page_of_something_under_way_is_refused_at_the_start_and_not_touched()
    {
        await FillAsync("Working");
        Damage(Marker);
        var damaged = await File.ReadAllBytesAsync(DatabasePath);

        await Should.ThrowAsync<DurableStoreException>(() => EngineRun.StartAsync(Functions(), folder.FullName));
        var again = await Should.ThrowAsync<DurableStoreException>(() => EngineRun.StartAsync(Functions(), folder.FullName));

        again.Message.ShouldContain("is damaged", customMessage: "the first refusal has let go of the file");
        (await File.ReadAllBytesAsync(DatabasePath)).ShouldBe(damaged);
    }

    [Fact]
    public async Task A_damaged_end_of_the_log_costs_what_was_not_acknowledged_and_no_more()
    {
        using var disks = new CrashFolder();
        DiskImage image;
        await using (var run = await EngineRun.StartAsync(Functions(), disks.With(DiskImage.Empty)))
        {
            await run.ScheduleAsync("Flow", instanceId: "one");
            await run.ScheduleAsync("Flow", instanceId: "two");
            image = DiskImage.ReadFrom(run.DatabasePath);
        }

        image.Log[image.Commits[^3] + 200] ^= 0xFF;
        await using var next = await EngineRun.StartAsync(Functions(), disks.With(image));

        (await next.StateAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        using var remains = new Remains(next.DatabasePath);
        remains.Faults().ShouldBeEmpty();
    }

    private static TestFunctions Functions() => new TestFunctions()
        .Orchestrator("Flow", async context => await context.WaitForExternalEvent<string>("word"))
        .Orchestrator("Ended", _ => Task.CompletedTask)
        .Orchestrator("Working", context => context.CallActivityAsync("Endless", context.GetInput<string>()))
        .Activity("Endless", async (_, cancellation) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
            return null;
        });

    private async Task FillAsync(string marked)
    {
        await using var run = await EngineRun.StartAsync(Functions(), folder.FullName, configure: options => options with { StopGrace = TimeSpan.Zero });
        await run.Client.ScheduleNewOrchestrationInstanceAsync(marked, Marker, new StartOrchestrationOptions("1 marked"));
        await run.Client.WaitForInstanceStartAsync("1 marked");
        await run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("9 other"));
        await run.Client.WaitForInstanceStartAsync("9 other");
        for (var i = 0; i < 50; i++)
        {
            await run.Client.ScheduleNewOrchestrationInstanceAsync("Ended", new string('f', 600), new StartOrchestrationOptions($"5 filler {i}"));
            await run.Client.WaitForInstanceCompletionAsync($"5 filler {i}");
        }
    }

    private void IsRefused(Func<byte[], byte[]> damage, string because)
    {
        Database.Open(DatabasePath).Dispose();
        var damaged = damage(File.ReadAllBytes(DatabasePath));
        File.WriteAllBytes(DatabasePath, damaged);

        var refused = Should.Throw<DurableStoreException>(() => Database.Open(DatabasePath));

        refused.Message.ShouldContain(DatabasePath);
        refused.Message.ShouldContain(because);
        refused.Message.ShouldContain("backup");
        File.ReadAllBytes(DatabasePath).ShouldBe(damaged);
    }

    /// <summary>Overwrites every page on which that text stands.</summary>
    private void Damage(string text)
    {
        const int Page = 4096;
        var bytes = File.ReadAllBytes(DatabasePath);
        var wanted = Encoding.UTF8.GetBytes(text);
        var damaged = 0;
        for (int at; (at = bytes.AsSpan().IndexOf(wanted)) >= 0; damaged++) bytes.AsSpan(at / Page * Page, Page).Fill(0xEE);
        damaged.ShouldBePositive();
        File.WriteAllBytes(DatabasePath, bytes);
    }
}
