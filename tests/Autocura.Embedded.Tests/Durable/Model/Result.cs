namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>How a step of the model has ended.</summary>
internal abstract record Result
{
    internal sealed record Ok(string Text) : Result;

    internal sealed record Failed(Failure Failure) : Result;

    internal sealed record Cancelled : Result;
}

/// <summary>A failure, told as the documentation of failure details has it: type, message, cause.</summary>
internal sealed record Failure(string Type, string Message, Failure? Cause)
{
    /// <summary>What orchestrator code catches when a call has failed.</summary>
    public static Failure OfTask(string name, int number, Failure details) =>
        new("Microsoft.DurableTask.TaskFailedException", $"Task '{name}' (#{number}) failed with an unhandled exception: {details.Message}", details);

    /// <summary>What an activity of that label throws at the end of one of its first runs: every second label another type.</summary>
    public static Failure OfActivity(string label, int times)
    {
        var slow = new Failure("System.TimeoutException", $"{label} was slow {times}", null);
        return label[^1] % 2 == 0 ? slow : new("System.InvalidOperationException", $"{label} broke {times}", slow);
    }

    public override string ToString() => $"{Type} {Message}{(Cause is null ? "" : $" <- {Cause}")}";
}

/// <summary>A promise of the model: whoever waits is called in order, at once.</summary>
internal sealed class Promise
{
    private readonly List<Action<Result>> then = [];
    private Result? result;

    public bool IsSettled => result is not null;

    public void Then(Action<Result> next)
    {
        if (result is not null) next(result);
        else then.Add(next);
    }

    public void Settle(Result with)
    {
        if (result is not null) return;
        result = with;
        foreach (var next in then.ToList()) next(with);
    }
}

/// <summary>A cancellation of the model.</summary>
internal sealed class Token
{
    private readonly List<Action> actions = [];

    public Token(Token? parent) => parent?.OnCancel(Cancel);

    public bool IsCancelled { get; private set; }

    public void OnCancel(Action action)
    {
        if (IsCancelled) action();
        else actions.Add(action);
    }

    public void Cancel()
    {
        if (IsCancelled) return;
        IsCancelled = true;
        foreach (var action in actions.ToList()) action();
    }
}
