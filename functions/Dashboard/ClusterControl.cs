namespace Autocura.Dashboard;

/// <summary>What holds this system back in one cluster at this moment.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="Answers">Whether the cluster answered; what follows is empty when it did not.</param>
/// <param name="Detail">The server's version, or why it does not answer.</param>
public sealed record ClusterControl(string Cluster, bool Answers, string Detail)
{
    /// <summary>Whether the kill switch stops every change there.</summary>
    public bool IsStopped { get; init; }

    /// <summary>What the kill switch says, and where.</summary>
    public string Switch { get; init; } = "";

    public IReadOnlyList<BudgetLine> Budgets { get; init; } = [];

    /// <summary>Closed, Open, HalfOpen or Probing.</summary>
    public string Breaker { get; init; } = "";

    public DateTimeOffset? BrokenAt { get; init; }

    public IReadOnlyList<LockLine> Locks { get; init; } = [];
}

/// <summary>Steps that were taken within the window, of those that may be. The namespace is empty for the budget of the whole cluster and for that of the nodes.</summary>
public sealed record BudgetLine(string Scope, string Namespace, int Spent, int Limit);

/// <summary>An object that somebody acts on.</summary>
public sealed record LockLine(string Name, string What, string Holder, DateTimeOffset Until);
