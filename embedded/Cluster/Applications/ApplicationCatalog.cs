using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>Applications by name, with their manifests. What is wrong in their data is said when they are loaded, all of it at once.</summary>
internal sealed class ApplicationCatalog
{
    /// <summary>The application that is installed when none is named.</summary>
    public const string Default = "shop";

    private const string File = "application.json";
    private static readonly Lazy<ApplicationCatalog> Embedded = new(() => Of(ApplicationFiles.Folders(File).Select(folder => ApplicationFiles.Read<Application>(folder, File))));
    private readonly SortedDictionary<string, Application> applications;
    private readonly Func<string, IReadOnlyList<JsonObject>> manifests;

    private ApplicationCatalog(IEnumerable<Application> applications, Func<string, IReadOnlyList<JsonObject>> manifests)
    {
        this.applications = new(applications.ToDictionary(application => application.Name), StringComparer.Ordinal);
        this.manifests = manifests;
    }

    /// <summary>Those that can be installed, ordered by name.</summary>
    public IReadOnlyCollection<Application> All => [.. applications.Values.Where(application => !application.Users.AsksApiServer)];

    /// <summary>The same with what is in every cluster.</summary>
    public IReadOnlyCollection<Application> Everything => applications.Values;

    /// <summary>The applications as they were built in. Read once.</summary>
    public static ApplicationCatalog Load() => Embedded.Value;

    /// <summary>A catalogue of given applications, checked as those of files are; with the manifests in this assembly, when no others are given.</summary>
    public static ApplicationCatalog Of(IEnumerable<Application> applications, Func<string, IReadOnlyList<JsonObject>>? manifests = null) =>
        new(applications.Select(ApplicationRules.Check), manifests ?? ApplicationFiles.Manifests);

    /// <summary>The objects of an application, or of <see cref="ApplicationFiles.Cluster"/>.</summary>
    public IReadOnlyList<JsonObject> Manifests(string name) => manifests(name);

    /// <summary>The application of that name. An unknown name is refused with the names there are.</summary>
    public Application Find(string name) => applications.TryGetValue(name, out var application)
        ? application
        : throw new KeyNotFoundException($"There is no application \"{name}\". There are: {string.Join(", ", All.Select(known => known.Name))}.");
}
