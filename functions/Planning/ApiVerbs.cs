namespace Autocura.Planning;

/// <summary>What an action must be allowed to do: the rights of the app are the sum of these, and no more. The core group is empty.</summary>
public sealed record ApiVerbs(string Group, string Resource, IReadOnlyList<string> Verbs);
