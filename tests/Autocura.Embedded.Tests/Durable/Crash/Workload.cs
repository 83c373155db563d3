using Autocura.Support;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>
/// Orchestrations that use the engine in all its ways. Each run of an activity gives another result ("label#run"), so that one can tell
/// whose result was used. A label that begins with ! may run again after its end was recorded, one with ~ may be of no use in the end.
/// </summary>
internal sealed class Workload
{
    public const string Parcel = "parcel";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static int Runs;

    private readonly Action<string> onRun;

    /// <summary>Each run of an activity is told, with its result, before it returns.</summary>
    public Workload(TimeProvider clock, Action<string>? onRun = null)
    {
        this.onRun = onRun ?? (_ => { });
        Functions
            .Activity<string, string>("Do", label => Done(label!))
            .Activity<Chore, string>("DoWhenOpen", chore => clock.GetUtcNow() < chore!.Opens ? throw new TimeoutException(Done(chore.Label)) : Done(chore.Label))
            .Orchestrator("Chain", ChainAsync)
            .Orchestrator("Fan", FanAsync)
            .Orchestrator("Retries", RetriesAsync)
            .Orchestrator("Races", RacesAsync)
            .Orchestrator("Listener", ListenerAsync)
            .Orchestrator("Rounds", RoundsAsync)
            .Orchestrator("Family", FamilyAsync)
            .Orchestrator("Broken", BrokenAsync)
            .Orchestrator("Courier", CourierAsync)
            .Orchestrator("Endless", EndlessAsync)
            .Orchestrator("Fragile", FragileAsync)
            .Orchestrator("FragileParent", FragileParentAsync)
            .Orchestrator("Generation", GenerationAsync)
            .Orchestrator("Rally", RallyAsync);
    }

    /// <summary>When every story begins.</summary>
    public static DateTimeOffset Opening { get; } = new ManualTime().GetUtcNow();

    public TestFunctions Functions { get; } = new();

    /// <summary>Lets a process number its runs so that they differ from those of another.</summary>
    public static void CountFrom(int first) => Runs = first;

    private string Done(string label)
    {
        var result = $"{label}#{Interlocked.Increment(ref Runs)}";
        onRun(result);
        return result;
    }

    private static Task<string> DoAsync(TaskOrchestrationContext context, string what) => context.CallActivityAsync<string>("Do", $"{context.InstanceId}/{what}");

    private static async Task<object?> ChainAsync(TaskOrchestrationContext context)
    {
        var done = new List<string>();
        for (var i = 0; i < context.GetInput<int>(); i++)
        {
            done.Add(await DoAsync(context, $"link-{i}"));
            context.SetCustomStatus(done.Count);
        }

        return string.Join(' ', done);
    }

    private static async Task<object?> FanAsync(TaskOrchestrationContext context)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(i => DoAsync(context, $"part-{i}")));
        return $"{string.Join(' ', parts)} {await DoAsync(context, "sum")}";
    }

    private static async Task<object?> RetriesAsync(TaskOrchestrationContext context)
    {
        var opens = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero).AddSeconds(15);
        var byPolicy = context.CallActivityAsync<string>(
            "DoWhenOpen", new Chore($"!{context.InstanceId}/policy", opens), TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(10))));
        var byHand = ByHandAsync();
        return $"{await byPolicy} {await byHand}";

        async Task<string> ByHandAsync()
        {
            while (true)
            {
                try
                {
                    return await context.CallActivityAsync<string>("DoWhenOpen", new Chore($"!{context.InstanceId}/hand", opens));
                }
                catch (TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<TimeoutException>())
                {
                    await context.CreateTimer(TimeSpan.FromSeconds(7), CancellationToken.None);
                }
            }
        }
    }

    private static async Task<object?> RacesAsync(TaskOrchestrationContext context)
    {
        using var cancel = new CancellationTokenSource();
        var slow = context.CreateTimer(Week, cancel.Token);
        var work = DoAsync(context, "work");
        var first = await Task.WhenAny(slow, work) == work ? "work" : "timer";
        cancel.Cancel();

        var loser = context.CallActivityAsync<string>("Do", $"~{context.InstanceId}/loser");
        var short1 = context.CreateTimer(TimeSpan.FromSeconds(context.GetInput<int>()), CancellationToken.None);
        using var giveUp = new CancellationTokenSource();
        var never = context.WaitForExternalEvent<string>("never", giveUp.Token);
        await short1;
        giveUp.Cancel();
        await Task.WhenAny(loser, context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None));
        return $"{first} {await work} {never.IsCanceled}";
    }

    private static async Task<object?> ListenerAsync(TaskOrchestrationContext context)
    {
        var before = await DoAsync(context, "before");
        var mail = new Mail([], []);
        var done = new List<string>();
        while (mail.Contents.Count < context.GetInput<int>())
        {
            if (mail.Open(await context.WaitForExternalEvent<string>(Parcel, Week)) is { } content) done.Add(await DoAsync(context, content));
        }

        return $"{before} {string.Join(' ', done)} {mail}";
    }

    private static async Task<object?> RoundsAsync(TaskOrchestrationContext context)
    {
        var round = context.GetInput<Round>()!;
        if (round.Mail.Contents.Count == round.Last) return $"{string.Join(' ', round.Done)} {round.Mail}";
        var content = round.Mail.Open(await context.WaitForExternalEvent<string>(Parcel, Week));
        var done = content is null ? round.Done : [.. round.Done, await DoAsync(context, content)];
        context.ContinueAsNew(round with { Done = done });
        return null;
    }

    private static async Task<object?> FamilyAsync(TaskOrchestrationContext context)
    {
        var chain = context.CallSubOrchestratorAsync<string>("Chain", 2, Named("chain"));
        var broken = context.CallSubOrchestratorAsync<string>("Broken", null, Named("broken"));
        var courier = context.CallSubOrchestratorAsync<string>("Courier", null, Named("courier"));
        var greeting = await context.WaitForExternalEvent<string>(Parcel, Week);
        string failure;
        try
        {
            failure = await broken;
        }
        catch (TaskFailedException problem)
        {
            failure = problem.FailureDetails.ErrorMessage;
        }

        return $"{await chain} {failure} {await courier} {greeting} {await DoAsync(context, "last")}";

        TaskOptions Named(string name) => new SubOrchestrationOptions(instanceId: $"{context.InstanceId}.{name}");
    }

    private static async Task<object?> BrokenAsync(TaskOrchestrationContext context) =>
        throw new InvalidOperationException(await DoAsync(context, "prelude"));

    private static async Task<object?> CourierAsync(TaskOrchestrationContext context)
    {
        context.SendEvent(context.Parent!.InstanceId, Parcel, "greeting");
        return await DoAsync(context, "delivery");
    }

    private static async Task<object?> EndlessAsync(TaskOrchestrationContext context)
    {
        var depth = context.GetInput<int>();
        if (depth == 0) return await context.WaitForExternalEvent<string>("never");
        await context.CallActivityAsync<string>("Do", $"~{context.InstanceId}/work");
        var timer = context.CreateTimer(TimeSpan.FromDays(3000), CancellationToken.None);
        await context.CallSubOrchestratorAsync("Endless", depth - 1, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}.child"));
        await timer;
        return null;
    }

    private static async Task<object?> FragileAsync(TaskOrchestrationContext context)
    {
        var before = await DoAsync(context, "before");
        var chore = await context.CallActivityAsync<string>("DoWhenOpen", new Chore($"!{context.InstanceId}/chore", Opening.AddHours(1)));
        return $"{before} {chore} {await DoAsync(context, "after")}";
    }

    private static async Task<object?> FragileParentAsync(TaskOrchestrationContext context)
    {
        var child = context.CallSubOrchestratorAsync<string>("Fragile", null, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}.child"));
        var own = await DoAsync(context, "own");
        return $"{own} {await child}";
    }

    private static async Task<object?> GenerationAsync(TaskOrchestrationContext context) => await context.CallActivityAsync<string>("Do", $"~{context.NewGuid():N}");

    private static async Task<object?> RallyAsync(TaskOrchestrationContext context)
    {
        var (peer, strokes, serves) = context.GetInput<Match>()!;
        var seen = new List<string>();
        for (var i = 0; i < strokes; i++)
        {
            if (i > 0 || serves) context.SendEvent(peer, "ball", $"{context.InstanceId} {i}");
            seen.Add(await context.WaitForExternalEvent<string>("ball"));
        }

        context.SendEvent(peer, "ball", $"{context.InstanceId} last");
        return string.Join(", ", seen);
    }
}

/// <summary>Work that fails until a time.</summary>
internal sealed record Chore(string Label, DateTimeOffset Opens);

/// <summary>Two instances that send each other a ball.</summary>
internal sealed record Match(string Peer, int Strokes, bool Serves);

/// <summary>A run of an instance that starts over with each parcel.</summary>
internal sealed record Round(int Last, IReadOnlyList<string> Done, Mail Mail);

/// <summary>Parcels as they came: what was in them, and their own marks. A client may send a content twice; nobody may deliver a parcel twice.</summary>
internal sealed record Mail(List<string> Contents, List<string> Marks)
{
    /// <summary>The content, or null when it is known already.</summary>
    public string? Open(string parcel)
    {
        Marks.Add(parcel);
        var content = parcel.Split('@')[0];
        if (Contents.Contains(content)) return null;
        Contents.Add(content);
        return content;
    }

    public override string ToString() =>
        Marks.Distinct().Count() == Marks.Count ? string.Join(' ', Contents) : $"delivered twice: {string.Join(' ', Marks)}";
}
