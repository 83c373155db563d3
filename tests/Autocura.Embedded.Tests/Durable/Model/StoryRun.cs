using Autocura.Embedded.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>One story on the engine: plays the outside world to it and keeps its activities until they are due.</summary>
internal sealed class StoryRun
{
    private readonly Story story;
    private readonly Agenda agenda;
    private readonly Lock gate = new();
    private readonly List<Held> held = [];
    private readonly Dictionary<string, DateTime> abandoned = [];
    private readonly Dictionary<string, int> ends = [];
    private readonly Queue<OutsideStep> script;

    public StoryRun(Story story, Agenda agenda)
    {
        this.story = story;
        this.agenda = agenda;
        script = new(story.Script);
        foreach (var step in script) agenda.Add(this, Story.At(step.Second));
    }

    public Story Story => story;

    public List<string> Log { get; } = [];

    /// <summary>An activity: it is not work of the engine's while it is held, and ends when the outside world lets it.</summary>
    public async Task<CallOutput> CallAsync(CallInput input, DurableEngine engine, CancellationToken stop)
    {
        var call = Hold(input, engine.Time.GetUtcNow().UtcDateTime);
        engine.Work.Exit();
        int times;
        try
        {
            times = await call.End.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            engine.Work.Enter();
            throw;
        }

        if (times > input.FailFirst) return new CallOutput($"{input.Label} done {times}", input.Id);
        var timeout = new TimeoutException($"{input.Label} was slow {times}");
        throw input.Label[^1] % 2 == 0 ? timeout : new InvalidOperationException($"{input.Label} broke {times}", timeout);
    }

    /// <summary>Lets the next thing happen that is due.</summary>
    public Task Act(DateTime now, DurableEngine engine)
    {
        lock (gate)
        {
            if (script.TryPeek(out var step) && Story.At(step.Second) <= now) return PlayAsync(script.Dequeue(), engine.Client);
            if (held.Where(call => call.DueAt <= now).MinBy(call => call.Input.Key, StringComparer.Ordinal) is not { } call) return Task.CompletedTask;
            held.Remove(call);
            var times = ends[call.Input.Key] = ends.GetValueOrDefault(call.Input.Key) + 1;
            Log.Add($"ended {call.Input.Key} {times}");
            engine.Work.Enter();
            call.End.SetResult(times);
            return Task.CompletedTask;
        }
    }

    /// <summary>The engine stops: activities that it runs again after its next start are due when they were.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            foreach (var call in held) abandoned[call.Input.Key] = call.DueAt;
            held.Clear();
        }
    }

    private Held Hold(CallInput input, DateTime now)
    {
        lock (gate)
        {
            var due = abandoned.Remove(input.Key, out var before) ? before : Story.At((int)Math.Ceiling((now - Story.Start).TotalSeconds) + input.Seconds);
            var call = new Held(input, due, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
            held.Add(call);
            agenda.Add(this, due);
            return call;
        }
    }

    private async Task PlayAsync(OutsideStep step, EmbeddedTaskClient client)
    {
        var id = step.Child == 0 ? story.RootId : story.ChosenId(step.Child);
        var answer = "done";
        try
        {
            await (step.Kind switch
            {
                OutsideKind.Raise => client.RaiseEventAsync(id, step.Event, $"raised {step.Second}"),
                OutsideKind.Suspend => client.SuspendInstanceAsync(id, "for a while"),
                OutsideKind.Resume => client.ResumeInstanceAsync(id, "go on"),
                OutsideKind.Restart => client.RestartAsync(id),
                _ => client.TerminateInstanceAsync(id, new TerminateInstanceOptions($"stopped {step.Second}", step.Kind == OutsideKind.TerminateAll)),
            });
        }
        catch (ArgumentException)
        {
            answer = "unknown";
        }
        catch (InvalidOperationException)
        {
            answer = "refused";
        }

        Log.Add($"{step} {answer}");
    }

    private sealed record Held(CallInput Input, DateTime DueAt, TaskCompletionSource<int> End);
}
