using Autocura.Embedded.Hosting.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>Where an HTTP function is served, after host.json's prefix.</summary>
internal sealed record HttpRoute(FunctionDescriptor Function, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    /// <summary>The routes of all HTTP functions. Those that are malformed, belong to the host or are taken twice are refused by name.</summary>
    public static IReadOnlyList<HttpRoute> Of(IEnumerable<FunctionDescriptor> functions, string prefix)
    {
        var errors = new List<string>();
        var routes = functions.Where(f => f.Http is not null).Select(f => Of(f, prefix, errors)).OfType<HttpRoute>().ToList();
        errors.AddRange(routes
            .SelectMany(r => (r.Methods.Count > 0 ? r.Methods : ["*"]).Select(m => (Key: $"{m} /{r.Pattern.RawText}".ToLowerInvariant(), r.Function)))
            .GroupBy(pair => pair.Key)
            .Where(g => g.Skip(1).Any())
            .Select(g => $"The route '{g.Key}' is taken by {string.Join(" and ", g.Select(pair => $"'{pair.Function.Name}'"))}."));
        return errors.Count == 0 ? routes : throw new FunctionIndexException(errors);
    }

    private static HttpRoute? Of(FunctionDescriptor function, string prefix, List<string> errors)
    {
        var template = (function.Http!.Route ?? function.Name).TrimStart('/');
        var first = (prefix.Length > 0 ? prefix : template).Split('/')[0];
        if (first is "admin" or "runtime")
        {
            errors.Add($"{function.EntryPoint}: the route '{template}' of function '{function.Name}' begins with '{first}', which belongs to the host.");
            return null;
        }

        try
        {
            var pattern = RoutePatternFactory.Parse(prefix.Length > 0 ? $"{prefix}/{template}" : template);
            return new HttpRoute(function, pattern, [.. (function.Http.Methods ?? []).Select(m => m.ToUpperInvariant())]);
        }
        catch (RoutePatternException error)
        {
            errors.Add($"{function.EntryPoint}: the route '{template}' of function '{function.Name}' is malformed: {error.Message}");
            return null;
        }
    }
}
