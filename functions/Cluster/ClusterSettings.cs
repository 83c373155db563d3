using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Autocura.Cluster;

/// <summary>Reads which clusters there are from the settings: home from <c>Cluster:</c>, and one more from each key under <c>Clusters:</c>.</summary>
internal static class ClusterSettings
{
    /// <summary>Home first, the others by their keys. A key with nothing set under it is no cluster.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; every wrong one is named.</exception>
    public static IReadOnlyList<ClusterOptions> Read(IConfiguration configuration)
    {
        var home = configuration.GetSection("Cluster");
        var further = configuration.GetSection("Clusters").GetChildren()
            .Where(section => section.GetChildren().Any(setting => !string.IsNullOrEmpty(setting.Value)))
            .ToList();
        var all = new List<ClusterOptions> { home.Get<ClusterOptions>() ?? new ClusterOptions() };
        all.AddRange(further.Select(section => Further(section, home)));

        var problems = all[0].Problems("Cluster")
            .Concat(further.SelectMany((section, index) => Problems(section, all[index + 1])))
            .Concat(Twice(all))
            .ToList();
        return problems.Count == 0 ? all : throw new OptionsValidationException("Cluster", typeof(ClusterOptions), problems);
    }

    /// <summary>What a further cluster does not set is as at home, but for which cluster it is.</summary>
    private static ClusterOptions Further(IConfigurationSection section, IConfigurationSection home)
    {
        var inherited = home.GetChildren()
            .Where(setting => setting.Key.ToUpperInvariant() is not ("NAME" or "KUBECONFIG" or "CONTEXT" or "INCLUSTER" or "NAMESPACES"))
            .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        var own = section.GetChildren().Where(setting => !string.IsNullOrEmpty(setting.Value)).ToDictionary(setting => setting.Key, setting => setting.Value);
        return new ConfigurationBuilder()
            .AddInMemoryCollection([new("Name", section.Key), .. inherited])
            .AddInMemoryCollection(own)
            .Build()
            .Get<ClusterOptions>()!;
    }

    private static IEnumerable<string> Problems(IConfigurationSection section, ClusterOptions options)
    {
        var where = $"Clusters:{section.Key}";
        return string.IsNullOrEmpty(options.Kubeconfig) && !options.InCluster && string.IsNullOrEmpty(options.Context)
            ? options.Problems(where).Append($"{where} does not say how it is reached: set {where}:Kubeconfig or {where}:InCluster.")
            : options.Problems(where);
    }

    private static IEnumerable<string> Twice(List<ClusterOptions> all) => all
        .GroupBy(options => options.Name, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Count() > 1)
        .Select(same => $"{same.Count()} clusters have the name '{same.Key}' (Cluster:Name, and the keys or Names under Clusters): an alert could not say which it is about.");
}
