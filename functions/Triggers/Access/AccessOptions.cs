namespace Autocura.Triggers.Access;

/// <summary>Settings under <c>Autocura:Access</c>: who may do what. Without any, roles are not in use, and whoever shows the host's own key may do everything.</summary>
public sealed record AccessOptions
{
    /// <summary>Whether people are known by App Service authentication with Microsoft Entra; their app roles are theirs here.</summary>
    public bool Entra { get; init; }

    /// <summary>Keys by the name of who has each.</summary>
    public Dictionary<string, AccessKeyOptions> Keys { get; init; } = [];

    /// <summary>Messages with alerts that a caller may send, on average over ten seconds; what a host stores is some 500.</summary>
    public double AlertsPerSecond { get; init; } = 1000;

    /// <summary>Requests that a caller may send to read.</summary>
    public double ReadsPerSecond { get; init; } = 200;

    /// <summary>Requests that a caller may send to have something changed.</summary>
    public double OrdersPerSecond { get; init; } = 5;

    public bool IsOn => Entra || Set().Any();

    /// <summary>Those that are filled in.</summary>
    internal IEnumerable<KeyValuePair<string, AccessKeyOptions>> Set() => Keys.Where(key => key.Value.Roles.Length + key.Value.Hashes.Length > 0);

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    /// <param name="isAuthenticated">Whether App Service authentication is on, and so takes such headers away that others send.</param>
    public IEnumerable<string> Problems(bool isAuthenticated)
    {
        if (Entra && !isAuthenticated) yield return "Autocura:Access:Entra is true, but App Service authentication is off here (WEBSITE_AUTH_ENABLED): anybody could say who they are. Turn authentication on, or Entra off.";
        foreach (var (name, rate) in new[] { (nameof(AlertsPerSecond), AlertsPerSecond), (nameof(ReadsPerSecond), ReadsPerSecond), (nameof(OrdersPerSecond), OrdersPerSecond) })
        {
            if (rate is not (>= 0.1 and <= 1_000_000)) yield return $"Autocura:Access:{name} is {rate}; it may be 0.1 to 1000000.";
        }

        foreach (var problem in Set().SelectMany(key => key.Value.Problems($"Autocura:Access:Keys:{key.Key}").Concat(NameProblems(key.Key)))) yield return problem;
        foreach (var shared in Set().SelectMany(key => key.Value.Digests().Select(hash => (key.Key, hash))).GroupBy(pair => pair.hash, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            yield return $"Autocura:Access:Keys: {string.Join(" and ", shared.Select(pair => pair.Key))} have one key. A key is one caller's: make each their own.";
        }
    }

    private static IEnumerable<string> NameProblems(string name) => name.Length <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@')
        ? []
        : [$"Autocura:Access:Keys: '{name}' is no name for a key; it may have 64 letters, digits, '-', '_', '.' and '@'."];
}

/// <summary>One caller's key. What is set is its hash: whoever reads the settings cannot use it.</summary>
public sealed record AccessKeyOptions
{
    private const int Digits = 64;

    /// <summary>viewer, operator, approver or sender, separated by commas.</summary>
    public string Roles { get; init; } = "";

    /// <summary>The key's SHA-256 in 64 hexadecimal digits; two, separated by a comma, while it is changed.</summary>
    public string Hashes { get; init; } = "";

    internal IReadOnlyList<string> Digests() => Parts(Hashes);

    internal Roles Granted() => Parts(Roles).Aggregate(Access.Roles.None, (all, name) => all | RoleNames.Of(name));

    internal IEnumerable<string> Problems(string key)
    {
        if (Digests().Count == 0) yield return $"{key}:Hashes is empty; it must be the SHA-256 of the key.";
        if (Digests().Any(hash => hash.Length != Digits || !hash.All(char.IsAsciiHexDigit))) yield return $"{key}:Hashes must be {Digits} hexadecimal digits, or several with commas: the SHA-256 of the key, never the key itself.";
        if (Parts(Roles).Length == 0) yield return $"{key}:Roles is empty; it may be {RoleNames.All}.";
        foreach (var name in Parts(Roles).Where(name => RoleNames.Of(name) == Access.Roles.None)) yield return $"{key}:Roles has '{name}'; it may be {RoleNames.All}, separated by commas.";
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
