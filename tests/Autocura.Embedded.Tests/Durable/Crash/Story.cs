namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>What clients do, in order, to instances of the <see cref="Workload"/>. After the last step everything runs to its end.</summary>
internal sealed record Story(string Name, IReadOnlyList<Step> Steps)
{
    public override string ToString() => Name;
}

/// <summary>
/// One act of a client. A client that was not answered tries again after the restart, so an act that was saved and not acknowledged must
/// bear to be tried again.
/// </summary>
internal sealed record Step(Func<Life, Task> Act);
