using System.Collections.Frozen;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>Every action there is, by name. A name twice stops the start; an unknown name is refused by name, never skipped.</summary>
public sealed class ActionCatalog
{
    private readonly FrozenDictionary<string, IRemediationAction> actions;

    public ActionCatalog(IEnumerable<IRemediationAction> actions)
    {
        var all = actions.ToList();
        if (all.GroupBy(action => action.Profile.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two remediation actions are named '{twice.Key}': {string.Join(" and ", twice.Select(action => action.GetType().Name))}.");
        }

        this.actions = all.ToFrozenDictionary(action => action.Profile.Name);
        Profiles = all.ToFrozenDictionary(action => action.Profile.Name, action => action.Profile);
    }

    public IReadOnlyDictionary<string, ActionProfile> Profiles { get; }

    /// <exception cref="ArgumentException">No action has that name.</exception>
    public IRemediationAction Named(string name) => actions.TryGetValue(name, out var action)
        ? action
        : throw new ArgumentException($"There is no remediation action '{name}'; there are {string.Join(", ", actions.Keys.Order())}.", nameof(name));
}
