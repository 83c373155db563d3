using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>
/// No connection is left: a server refuses more than its maximum, or a client's own pool is empty. The words of the servers and drivers tell the sides apart.
/// </summary>
internal sealed class ConnectionPoolRule : IDiagnosisRule
{
    // PostgreSQL, MySQL, Redis, MongoDB, in their own words.
    private static readonly string[] ServerIsFull =
    [
        "remaining connection slots are reserved", "sorry, too many clients already", "too many connections", "max number of clients reached", "max_connections", "connection limit exceeded for",
        "connection refused because too many open connections",
    ];

    // Pools of Go, Java (Hikari, Tomcat, Jedis), Python (SQLAlchemy, psycopg), .NET, Node and MongoDB drivers.
    private static readonly string[] PoolIsEmpty =
    [
        "pool exhausted", "pool is exhausted", "pool has been exhausted", "timeout acquiring connection", "timed out acquiring", "timeout acquiring a connection", "unable to acquire connection",
        "connection is not available, request timed out", "queuepool limit", "couldn't get a connection after", "obtaining a connection from the pool", "could not get a resource from the pool", "no free connection",
        "timeout waiting for idle object", "timed out while checking out a connection", "waiting for connection from pool", "connection pool timeout", "pool timeout", "resourcerequest timed out",
    ];

    // Settings that size a pool, as they are usually called.
    private static readonly string[] Sizes = ["pool", "max_conn", "maxconn", "max-conn", "connections"];

    public string Cause => Diagnosis.Cause.ConnectionPoolExhausted;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var full = evidence.FirstInLogs(ServerIsFull);
        if ((full ?? evidence.FirstInLogs(PoolIsEmpty)) is not { } word)
        {
            return [];
        }

        var resized = Resized(evidence);
        var configuration = evidence.ChangedObjects().FirstOrDefault(change => change.Relation is ObjectRelation.Configuration or ObjectRelation.Dependency && change.Fields.Any(SizesAPool));
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = resized is null && configuration is not null ? configuration.Target : evidence.Workload.Target(),
                Headline = full is not null
                    ? $"The server that {evidence.Workload.Name} speaks to, or is, has no connection left (\"{word}\")."
                    : $"{evidence.Workload.Name} has used up its own pool of connections (\"{word}\").",
                Clues =
                [
                    // A server's words mean one thing; a pool also runs empty where what is behind it is slow.
                    new Clue($"its log says \"{word}\"", full is not null ? Likelihood.Decisive : Likelihood.Strong) { Field = "log" },
                    .. resized is not null ? [new Clue($"changed: {resized}", Likelihood.Strong) { SeenOn = evidence.Workload.Target() }, evidence.TemplateTimingClue()] : Array.Empty<Clue>(),
                    .. configuration?.Clues(evidence) ?? [],
                    .. evidence.Surge() is { } surge ? [new Clue($"{surge.InWords()}, and each takes a connection", Likelihood.Slight) { Field = Measurements.Signal.RequestRate, At = surge.ChangedAt }] : Array.Empty<Clue>(),
                    .. BehindClues(evidence, full is not null),
                    .. evidence.TrafficClues(),
                ],
                Remedies = [.. resized is not null ? evidence.WaysOut() : [], .. configuration?.Remedies() ?? [], .. full is null ? [Restart(evidence)] : Array.Empty<Remedy>()],
                WouldChange = [full is not null ? "who holds the server's connections (pg_stat_activity, SHOW PROCESSLIST, CLIENT LIST)" : "whether connections are held by calls that hang, or were never given back"],
            },
        ];
    }

    private static bool SizesAPool(FieldChange field) => Sizes.Any(word => field.Path.Contains(word, StringComparison.OrdinalIgnoreCase));

    // The release, or the workload against its last known good, changed something that is called a pool.
    private static string? Resized(Evidence evidence) =>
        (evidence.ReleasedBeforeOnset() ? evidence.Current()!.Changes.FirstOrDefault(change => change.StartsWith(ReleaseChange.Environment, StringComparison.Ordinal) && Mentions(change)) : null)
        ?? evidence.OwnChange()?.Fields.FirstOrDefault(SizesAPool)?.InWords();

    private static bool Mentions(string change) => Sizes.Any(word => change.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Clue> BehindClues(Evidence evidence, bool serverIsFull)
    {
        var behind = evidence.Neighbours.Where(one => one.Direction is Direction.Dependency).ToList();
        if (serverIsFull || behind.Count == 0)
        {
            yield break;
        }

        yield return behind.Find(one => one.Trouble.Length > 0 || one.FailedCalls >= Symptoms.PlainlyFailing) is { } sick
            ? new Clue($"{sick.Workload.Name}, which it calls, is in trouble: calls that hang hold their connections", -Likelihood.Substantial) { SeenOn = sick.Workload.Target() }
            : new Clue("nothing is seen to be wrong with what it calls", Likelihood.Slight);
    }

    private static Remedy Restart(Evidence evidence) => new(
        ActionNames.RestartWorkload,
        evidence.Workload.Target(),
        new Dictionary<string, string>(),
        "a fresh start gives back connections that were never returned")
    {
        Chance = CureChance.Weak,
    };
}
