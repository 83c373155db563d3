namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>
/// One run of a program in the model: each step is told what to do after it, and nothing is ever replayed. What the code asks for is numbered
/// and handed out when the code rests.
/// </summary>
internal sealed class ModelRun(ModelInstance instance, StoryInput input, ModelWorld world)
{
    private readonly Dictionary<int, Promise> open = [];
    private readonly Dictionary<string, List<Promise>> waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Asked> asked = [];
    private int calls;
    private Result? returned;

    public StoryInput Input => input;

    /// <summary>Events that nobody has received.</summary>
    public List<(string Name, string Text)> Unread { get; } = [];

    public (StoryInput Input, bool KeepEvents)? Next { get; private set; }

    /// <summary>How the run has ended; null while its code runs or calls are open.</summary>
    public Result? Outcome => open.Count == 0 ? returned : null;

    private Story Story => world.Story;

    public void Start() => Run(Story.BodyOf(input.Body), null, result =>
    {
        returned = result;
        if (open.Count > 0) world.Saw(Construct.ReturnedBeforeItsCalls);
    });

    public void Deliver(int call, Result result)
    {
        if (open.Remove(call, out var promise)) promise.Settle(result);
    }

    public void Raise(string name, string text)
    {
        // What comes when the code has returned is for the next run, whatever waits were left behind.
        if (returned is null && waiting.TryGetValue(name, out var list) && list.Count > 0)
        {
            if (list.Count > 1) world.Saw(Construct.EventForLatestOfSeveral);
            var latest = list[^1];
            list.RemoveAt(list.Count - 1);
            latest.Settle(new Result.Ok(text));
        }
        else
        {
            Unread.Add((name, text));
        }
    }

    public List<Asked> TakeAsked()
    {
        List<Asked> taken = [.. asked];
        asked.Clear();
        return taken;
    }

    private void Run(Step step, Token? token, Action<Result> then)
    {
        world.Saw(step);
        switch (step)
        {
            case Step.Sequence sequence: InTurn(sequence.Steps, 0, [], token, then); break;
            case Step.Call call: Activity($"{call.Label}", call.Seconds, call.FailFirst, call.Retry, then); break;
            case Step.FanOut fan: Together(fan.Count, (n, done) => Activity($"{fan.Label}.{n}", 1 + (n % 3), 0, null, done), '+', "()", then); break;
            case Step.Child child: Child(child, then); break;
            case Step.Timer timer: Timer(timer.Milliseconds, token).Then(result => then(result is Result.Ok ? new Result.Ok("rang") : result)); break;
            case Step.Wait { Milliseconds: { } limit } wait: WaitAWhile(wait.Event, limit, token, then); break;
            case Step.Wait wait: Wait(wait.Event, token).Then(then); break;
            case Step.WhenAll all: Together(all.Branches.Count, (n, done) => Run(all.Branches[n], token, done), '|', "[]", then); break;
            case Step.WhenAny any: First(any, token, then); break;
            case Step.Guard guard: Guarded(guard, token, then); break;
            case Step.Throw thrown: then(new Result.Failed(new("System.InvalidOperationException", $"thrown {thrown.Label}", new("System.NotSupportedException", "for a reason", null)))); break;
            default: then(new Result.Ok(Now(step))); break;
        }
    }

    private string Now(Step step)
    {
        switch (step)
        {
            case Step.Status status:
                instance.CustomStatus = $"\"status {status.Label}\"";
                return "";
            case Step.Send send:
                var target = send.To == Receiver.Self ? instance.Id : send.To == Receiver.Parent ? instance.Parent?.Instance.Id : null;
                calls++;
                asked.Add(new Asked.Event(target ?? "nobody", send.Event, $"sent {input.Path} {send.Label}"));
                return "";
            case Step.Again again:
                if (input.Run + 1 >= Story.MostRuns) return "enough";
                Next = (input with { Run = input.Run + 1 }, again.KeepEvents);
                return "again";
            case Step.Look:
                return $"{instance.Name} of {instance.Parent?.Instance.Name ?? "nobody"} at {world.Now - Story.Start:c} run {input.Run} new id";
            default:
                throw new NotSupportedException(step.ToString());
        }
    }

    private void InTurn(IReadOnlyList<Step> steps, int next, List<string> seen, Token? token, Action<Result> then)
    {
        if (next == steps.Count)
        {
            then(new Result.Ok(string.Join(',', seen)));
            return;
        }

        Run(steps[next], token, result =>
        {
            if (result is Result.Ok ok) InTurn(steps, next + 1, [.. seen, ok.Text], token, then);
            else then(result);
        });
    }

    private void Activity(string label, int seconds, int failFirst, Retry? retry, Action<Result> then)
    {
        var call = new HeldCall(this, $"{input.Path}#{input.Run} {label}", label, seconds, failFirst);
        Retried(retry, () => Ask(StoryOrchestrator.Activity, number => new Asked.Activity(call with { Number = number })), then);
    }

    private void Child(Step.Child child, Action<Result> then)
    {
        var id = child.ChosenId is { } chosen ? Story.ChosenId(chosen) : $"{instance.Id}/{world.NextId()}";
        var start = new StoryInput(Story.Seed, child.Label, 0, $"{input.Path}/{child.Label}");
        Retried(child.Retry, () => Ask(StoryOrchestrator.Child, number => new Asked.Child(id, start, this, number)), then);
    }

    private Promise Timer(int milliseconds, Token? token)
    {
        var promise = new Promise();
        if (token is { IsCancelled: true })
        {
            promise.Settle(new Result.Cancelled());
            return promise;
        }

        var number = calls++;
        open.Add(number, promise);
        asked.Add(new Asked.Timer(this, number, world.Now.AddMilliseconds(milliseconds)));
        token?.OnCancel(() =>
        {
            if (!open.Remove(number)) return;
            world.Saw(Construct.TimerCancelled);
            asked.Add(new Asked.NoTimer(this, number));
            promise.Settle(new Result.Cancelled());
        });
        return promise;
    }

    private Promise Wait(string name, Token? token)
    {
        var promise = new Promise();
        var kept = Unread.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (kept >= 0)
        {
            world.Saw(Construct.EventKeptUntilAwaited);
            var text = Unread[kept].Text;
            Unread.RemoveAt(kept);
            promise.Settle(new Result.Ok(text));
            return promise;
        }

        if (!waiting.TryGetValue(name, out var list)) waiting[name] = list = [];
        list.Add(promise);
        token?.OnCancel(() =>
        {
            if (!list.Remove(promise)) return;
            world.Saw(Construct.WaitCancelled);
            promise.Settle(new Result.Cancelled());
        });
        return promise;
    }

    /// <summary>A limit is a timer, which is cancelled when the event comes first.</summary>
    private void WaitAWhile(string name, int limit, Token? token, Action<Result> then)
    {
        var (forTimer, forEvent) = (new Token(null), new Token(token));
        var timer = Timer(limit, forTimer);
        var received = Wait(name, forEvent);
        received.Then(_ => forTimer.Cancel());
        timer.Then(_ => forEvent.Cancel());
        received.Then(result =>
        {
            if (result is not Result.Cancelled || token is { IsCancelled: true })
            {
                then(result);
                return;
            }

            world.Saw(Construct.WaitTimedOut);
            then(new Result.Ok("timed out"));
        });
    }

    private void Together(int count, Action<int, Action<Result>> start, char between, string around, Action<Result> then)
    {
        var results = new Result?[count];
        var missing = count;
        for (var i = 0; i < count; i++)
        {
            var n = i;
            start(n, result =>
            {
                results[n] = result;
                if (--missing > 0) return;
                then(results.FirstOrDefault(one => one is Result.Failed) ?? results.FirstOrDefault(one => one is Result.Cancelled)
                    ?? new Result.Ok($"{around[0]}{string.Join(between, results.Cast<Result.Ok>().Select(one => one.Text))}{around[1]}"));
            });
        }
    }

    private void First(Step.WhenAny any, Token? token, Action<Result> then)
    {
        var over = new Token(token);
        var branches = any.Branches.Select(_ => new Promise()).ToList();
        for (var i = 0; i < branches.Count; i++) Run(any.Branches[i], any.CancelLosers ? over : token, branches[i].Settle);
        var first = new Promise();
        var settled = branches.FindIndex(branch => branch.IsSettled);
        if (settled >= 0) Won(settled);
        else branches.ForEach(branch => branch.Then(_ => Won(branches.IndexOf(branch))));

        void Won(int winner)
        {
            if (first.IsSettled) return;
            first.Settle(new Result.Ok(""));
            if (any.CancelLosers) over.Cancel();
            branches[winner].Then(result => then(result is Result.Ok ok ? new Result.Ok($"{winner}:{ok.Text}") : result));
        }
    }

    private void Guarded(Step.Guard guard, Token? token, Action<Result> then) => Run(guard.Body, token, result =>
    {
        if (result is not Result.Failed { Failure: var failure })
        {
            then(result);
            return;
        }

        world.Saw(Construct.Caught);
        var caught = failure.Type.EndsWith("TaskFailedException", StringComparison.Ordinal) ? $"{failure.Message} <- {failure.Cause}" : failure.Message;
        Run(guard.Rescue, token, rescued => then(rescued is Result.Ok ok ? new Result.Ok($"caught {caught}; {ok.Text}") : rescued));
    });

    private void Retried(Retry? retry, Func<Promise> attempt, Action<Result> then)
    {
        var begun = world.Now;
        Try(1);

        void Try(int number) => attempt().Then(result =>
        {
            if (result is not Result.Failed { Failure.Cause: { } cause } || Pause(retry, number, cause, world.Now - begun) is not { } pause)
            {
                then(result);
                return;
            }

            world.Saw(retry is Retry.ByPolicy ? Construct.RetriedByPolicy : Construct.RetriedByHandler);
            if (pause == 0) Try(number + 1);
            else Timer(pause, null).Then(_ => Try(number + 1));
        });
    }

    /// <summary>How long to wait after the attempt of that number; null when it was the last.</summary>
    private static int? Pause(Retry? retry, int number, Failure cause, TimeSpan sofar) => retry switch
    {
        null => null,
        { Attempts: var most } when number >= most => null,
        Retry.ByHandler handler => handler.PauseMilliseconds ?? 0,
        Retry.ByPolicy { OnlyTimeouts: true } when cause.Type != "System.TimeoutException" => null,
        Retry.ByPolicy { TimeoutMilliseconds: { } limit } when sofar.TotalMilliseconds >= limit => null,
        Retry.ByPolicy policy => (int)Math.Min(policy.FirstMilliseconds * Math.Pow(policy.Coefficient, number - 1), policy.MostMilliseconds),
        _ => throw new NotSupportedException(retry.ToString()),
    };

    private Promise Ask(string name, Func<int, Asked> ask)
    {
        var number = calls++;
        var (answer, promise) = (new Promise(), new Promise());
        open.Add(number, answer);
        asked.Add(ask(number));
        answer.Then(result => promise.Settle(result is Result.Failed failed ? new Result.Failed(Failure.OfTask(name, number, failed.Failure)) : result));
        return promise;
    }
}
