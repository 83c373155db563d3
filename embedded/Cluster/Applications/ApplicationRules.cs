using Autocura.Embedded.Cluster.Applications.Effects;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>What must hold within an application's data, beyond the shape of its file.</summary>
internal static class ApplicationRules
{
    /// <summary>The application with its services in the order of their calls. What is wrong is refused, all of it in one message.</summary>
    public static Application Check(Application application)
    {
        var wrong = new List<string>();
        var names = application.Services.Select(service => service.Name).ToList();
        wrong.AddRange(names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => $"services: \"{same.Key}\" is there twice"));
        Known(application.Users.Service, "users.service");
        foreach (var service in application.Services)
        {
            foreach (var call in service.Calls)
            {
                Known(call.Service, $"services[{service.Name}].calls");
                Share(call.Share, $"services[{service.Name}].calls[{call.Service}].share", double.MaxValue);
            }

            if (service.Consumes is { } consumption)
            {
                Known(consumption.Queue, $"services[{service.Name}].consumes.queue");
            }
        }

        foreach (var effect in application.Effects)
        {
            wrong.AddRange(EffectRules.Wrong(effect, names).Select(what => $"effects[{effect.Description}]: {what}"));
        }

        var ordered = wrong.Count == 0 ? Ordered(application.Services, wrong) : [];
        return wrong.Count == 0
            ? application with { Services = ordered }
            : throw new InvalidDataException($"Application {application.Name}: {string.Join("; ", wrong)}.");

        void Known(string name, string where)
        {
            if (!names.Contains(name))
            {
                wrong.Add($"{where} names \"{name}\", which is none of its services");
            }
        }

        void Share(double value, string where, double most)
        {
            if (!(value >= 0 && value <= most))
            {
                wrong.Add($"{where} is {value}");
            }
        }
    }

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
