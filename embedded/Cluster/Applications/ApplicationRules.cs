using Autocura.Embedded.Cluster.Applications.Effects;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>What must hold within an application's data, beyond the shape of its file.</summary>
internal static class ApplicationRules
{
    /// <summary>The application with its services in the order of their calls. What is wrong is refused, all of it in one message.</summary>
    public static Application Check(Application application)
    {
        var names = application.Services.Select(service => service.Name).ToList();
        List<string> wrong =
        [
            .. names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => $"services: \"{same.Key}\" is there twice"),
            .. Unknown(application.Users.Service, "users.service", names),
            .. application.Services.SelectMany(service => Wrong(service, names)),
            .. application.Effects.SelectMany(effect => EffectRules.Wrong(effect, names).Select(what => $"effects[{effect.Description}]: {what}")),
        ];
        var ordered = wrong.Count == 0 ? Ordered(application.Services, wrong) : [];
        return wrong.Count == 0
            ? application with { Services = ordered }
            : throw new InvalidDataException($"Application {application.Name}: {string.Join("; ", wrong)}.");
    }

    private static IEnumerable<string> Wrong(ApplicationService service, List<string> names)
    {
        var where = $"services[{service.Name}]";
        foreach (var call in service.Calls)
        {
            foreach (var unknown in Unknown(call.Service, $"{where}.calls", names))
            {
                yield return unknown;
            }

            if (!(call.Share >= 0 && call.Share <= double.MaxValue))
            {
                yield return $"{where}.calls[{call.Service}].share is {call.Share}";
            }
        }

        foreach (var unknown in service.Consumes is { } consumption ? Unknown(consumption.Queue, $"{where}.consumes.queue", names) : [])
        {
            yield return unknown;
        }
    }

    private static IEnumerable<string> Unknown(string name, string where, List<string> names) =>
        names.Contains(name) ? [] : [$"{where} names \"{name}\", which is none of its services"];

    /// <summary>Each service before those it calls, and a queue before those who take from it: the order in which load goes down.</summary>
    private static List<ApplicationService> Ordered(IReadOnlyList<ApplicationService> services, List<string> wrong)
    {
        var ordered = new List<ApplicationService>();
        var left = services.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(service => !left.Exists(other => Precedes(other, service)));
            if (next is null)
            {
                wrong.Add($"services: {string.Join(", ", left.Select(service => service.Name))} call each other in a circle");
                return [];
            }

            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    private static bool Precedes(ApplicationService first, ApplicationService second) =>
        first != second && (first.Calls.Any(call => call.Service == second.Name) || second.Consumes?.Queue == first.Name);
}
