namespace Autocura.Embedded.Cluster.Applications.Effects;

/// <summary>What must hold of one effect.</summary>
internal static class EffectRules
{
    public static IEnumerable<string> Wrong(Effect effect, IReadOnlyCollection<string> services)
    {
        var on = effect.On;
        if (on.Users == on.Service is not null)
        {
            yield return "on must name a service or be the users, one of both";
        }

        foreach (var name in new[] { on.Service, on.Caller }.OfType<string>().Where(name => !services.Contains(name)))
        {
            yield return $"on names \"{name}\", which is none of the services";
        }

        foreach (var condition in effect.When)
        {
            string?[] subjects = [condition.Flag, condition.Env, condition.Pod, condition.File, condition.Command ? "command" : null];
            if (subjects.Count(subject => subject is not null) != 1)
            {
                yield return "a condition must test one of flag, env, pod, command, file";
            }

            if (condition is { Is: null, Not: null, Contains: null, Lacks: null, Exists: null, Parses: null })
            {
                yield return $"the condition on {subjects.FirstOrDefault(subject => subject is not null)} has no operator";
            }

            if (on.Users && condition.Flag is null)
            {
                yield return "only a flag changes what users do";
            }
        }
    }
}
