using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Faults;

/// <summary>A rule in force: what is left of its count and its time, and its own chance.</summary>
internal sealed class ArmedFault(FaultRule rule, int seed, DateTimeOffset setAt, StoreState seen)
{
    private readonly Chance chance = new(seed);
    private readonly Dictionary<string, int> asked = [];
    private readonly Lock gate = new();
    private int struck;

    public FaultRule Rule => rule;

    /// <summary>The cluster when the rule was set.</summary>
    public StoreState Seen => seen;

    public int Struck => Volatile.Read(ref struck);

    /// <summary>Whether it strikes this request; counts it if so.</summary>
    public bool Strikes(AccessAttributes request, string userAgent, DateTimeOffset now)
    {
        if (!Concerns(request, userAgent) || now >= setAt + rule.Duration)
        {
            return false;
        }

        lock (gate)
        {
            if (struck >= rule.Count || rule.Probability < 1 && !Draws(request, userAgent))
            {
                return false;
            }

            struck++;
            return true;
        }
    }

    /// <summary>Drawn for the request and its number among its like, so that requests which are on their way together are struck the same whoever comes first.</summary>
    private bool Draws(AccessAttributes request, string userAgent)
    {
        var what = $"{userAgent} {request.Verb} {request.Group}/{request.FullResource} {request.Namespace}/{request.Name} {request.Path}";
        var nth = asked[what] = asked.GetValueOrDefault(what) + 1;
        return chance.Draw($"{what} {nth}") < rule.Probability;
    }

    private bool Concerns(AccessAttributes asked, string userAgent) => KindConcerns(asked.Verb)
        && (rule.Verbs.Count == 0 || rule.Verbs.Contains(asked.Verb))
        && (rule.Resources.Count == 0 || rule.Resources.Contains(asked.FullResource))
        && (rule.Namespace.Length == 0 || rule.Namespace == asked.Namespace)
        && (rule.Name.Length == 0 || rule.Name == asked.Name)
        && userAgent.Contains(rule.UserAgent, StringComparison.OrdinalIgnoreCase);

    private bool KindConcerns(string verb) => rule.Kind switch
    {
        FaultKind.WatchEnd => verb == "watch",
        FaultKind.StaleRead => verb is "get" or "list",
        _ => true,
    };
}
