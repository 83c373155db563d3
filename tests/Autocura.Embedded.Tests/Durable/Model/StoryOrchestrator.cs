using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>Runs a program as orchestrator code on the real context.</summary>
internal sealed class StoryOrchestrator(TaskOrchestrationContext context, Story story, StoryInput input)
{
    public const string Root = "Root";
    public const string Child = "Child";
    public const string Activity = "Act";

    private readonly HashSet<Guid> ids = [];

    public async Task<object?> RunAsync() => await RunAsync(story.BodyOf(input.Body), CancellationToken.None);

    private Task<string> RunAsync(Step step, CancellationToken token) => step switch
    {
        Step.Sequence sequence => SequenceAsync(sequence, token),
        Step.Call call => CallAsync($"{call.Label}", call.Seconds, call.FailFirst, call.Retry),
        Step.FanOut fan => FanOutAsync(fan),
        Step.Child child => ChildAsync(child),
        Step.Timer timer => TimerAsync(timer, token),
        Step.Wait { Milliseconds: { } limit } wait => WaitAsync(wait.Event, limit, token),
        Step.Wait wait => context.WaitForExternalEvent<string>(wait.Event, token),
        Step.WhenAll all => AllAsync(all, token),
        Step.WhenAny any => AnyAsync(any, token),
        Step.Guard guard => GuardAsync(guard, token),
        Step.Throw thrown => Task.FromException<string>(new InvalidOperationException($"thrown {thrown.Label}", new NotSupportedException("for a reason"))),
        _ => Task.FromResult(Now(step)),
    };

    private string Now(Step step)
    {
        switch (step)
        {
            case Step.Status status:
                context.SetCustomStatus($"status {status.Label}");
                return "";
            case Step.Send send:
                var target = send.To == Receiver.Self ? context.InstanceId : send.To == Receiver.Parent ? context.Parent?.InstanceId : null;
                context.SendEvent(target ?? "nobody", send.Event, $"sent {input.Path} {send.Label}");
                return "";
            case Step.Again again:
                if (input.Run + 1 >= Story.MostRuns) return "enough";
                context.ContinueAsNew(input with { Run = input.Run + 1 }, again.KeepEvents);
                return "again";
            case Step.Look:
                return $"{context.Name} of {context.Parent?.Name ?? "nobody"} at {context.CurrentUtcDateTime - Story.Start:c} run {context.GetInput<StoryInput>()!.Run} {(ids.Add(context.NewGuid()) ? "new id" : "old id")}";
            default:
                throw new NotSupportedException(step.ToString());
        }
    }

    private async Task<string> SequenceAsync(Step.Sequence sequence, CancellationToken token)
    {
        var seen = new List<string>();
        foreach (var step in sequence.Steps) seen.Add(await RunAsync(step, token));
        return string.Join(',', seen);
    }

    private async Task<string> CallAsync(string label, int seconds, int failFirst, Retry? retry)
    {
        var sent = new CallInput(story.Seed, input.Path, input.Run, label, seconds, failFirst, context.NewGuid());
        var back = await context.CallActivityAsync<CallOutput>(Activity, sent, retry is null ? null : new TaskOptions(Options(retry)));
        return back.Id == sent.Id ? back.Text : $"{back.Text} with another id";
    }

    private async Task<string> FanOutAsync(Step.FanOut fan) =>
        $"({string.Join('+', await Task.WhenAll(Enumerable.Range(0, fan.Count).Select(n => CallAsync($"{fan.Label}.{n}", 1 + (n % 3), 0, null))))})";

    private Task<string> ChildAsync(Step.Child child)
    {
        var options = new SubOrchestrationOptions(child.Retry is null ? null : Options(child.Retry), child.ChosenId is { } id ? story.ChosenId(id) : null);
        return context.CallSubOrchestratorAsync<string>(Child, new StoryInput(story.Seed, child.Label, 0, $"{input.Path}/{child.Label}"), options);
    }

    private async Task<string> TimerAsync(Step.Timer timer, CancellationToken token)
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(timer.Milliseconds), token);
        return "rang";
    }

    private async Task<string> WaitAsync(string name, int limit, CancellationToken token)
    {
        try
        {
            return await context.WaitForExternalEvent<string>(name, TimeSpan.FromMilliseconds(limit), token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return "timed out";
        }
    }

    private async Task<string> AllAsync(Step.WhenAll all, CancellationToken token) =>
        $"[{string.Join('|', await Task.WhenAll(all.Branches.Select(branch => RunAsync(branch, token))))}]";

    private async Task<string> AnyAsync(Step.WhenAny any, CancellationToken token)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(token);
        List<Task<string>> branches = [.. any.Branches.Select(branch => RunAsync(branch, any.CancelLosers ? over.Token : token))];
        var first = await Task.WhenAny(branches);
#pragma warning disable CA1849, MA0042 // CancelAsync would leave the orchestrator's thread
        if (any.CancelLosers) over.Cancel();
#pragma warning restore CA1849, MA0042
        return $"{branches.IndexOf(first)}:{await first}";
    }

    private async Task<string> GuardAsync(Step.Guard guard, CancellationToken token)
    {
        string caught;
        try
        {
            return await RunAsync(guard.Body, token);
        }
        catch (TaskFailedException failed)
        {
            caught = $"{failed.Message} <- {Told(failed.FailureDetails)}";
        }
        catch (InvalidOperationException thrown)
        {
            caught = thrown.Message;
        }

        return $"caught {caught}; {await RunAsync(guard.Rescue, token)}";
    }

    private static string Told(TaskFailureDetails failure) => $"{failure.ErrorType} {failure.ErrorMessage}{(failure.InnerFailure is { } inner ? $" <- {Told(inner)}" : "")}";

    private static TaskRetryOptions Options(Retry retry) => retry switch
    {
        Retry.ByPolicy policy => new RetryPolicy(
            policy.Attempts,
            TimeSpan.FromMilliseconds(policy.FirstMilliseconds),
            policy.Coefficient,
            TimeSpan.FromMilliseconds(policy.MostMilliseconds),
            policy.TimeoutMilliseconds is { } limit ? TimeSpan.FromMilliseconds(limit) : null)
        {
            HandleFailure = failure => !policy.OnlyTimeouts || failure.IsCausedBy<TimeoutException>(),
        },
        Retry.ByHandler handler => TaskRetryOptions.FromRetryHandler((AsyncRetryHandler)(async failed =>
        {
            if (failed.LastAttemptNumber >= handler.Attempts) return false;
            if (handler.PauseMilliseconds is { } pause) await failed.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(pause), failed.CancellationToken);
            return true;
        })),
        _ => throw new NotSupportedException(retry.ToString()),
    };
}
