namespace Autocura.Embedded.Cluster.Applications;

/// <summary>The applications in this assembly, by name. What is wrong in their data is said when they are loaded, all of it at once.</summary>
internal sealed class ApplicationCatalog
{
    /// <summary>The application that is installed when none is named.</summary>
    public const string Default = "shop";

    private const string File = "application.json";
    private static readonly Lazy<ApplicationCatalog> Embedded = new(() => Of(ApplicationFiles.Folders(File).Select(folder => ApplicationFiles.Read<Application>(folder, File))));
    private readonly SortedDictionary<string, Application> applications;

    private ApplicationCatalog(IEnumerable<Application> applications) => this.applications = new(applications.ToDictionary(application => application.Name), StringComparer.Ordinal);

    /// <summary>Those that can be installed, ordered by name.</summary>
    public IReadOnlyCollection<Application> All => [.. applications.Values.Where(application => !application.Users.AsksApiServer)];

    /// <summary>The same with what is in every cluster.</summary>
    public IReadOnlyCollection<Application> Everything => applications.Values;

    /// <summary>The applications as they were built in. Read once.</summary>
    public static ApplicationCatalog Load() => Embedded.Value;

    /// <summary>A catalogue of given applications, checked as those of files are.</summary>
    public static ApplicationCatalog Of(IEnumerable<Application> applications) => new(applications.Select(ApplicationRules.Check));

    /// <summary>The application of that name. An unknown name is refused with the names there are.</summary>
    public Application Find(string name) => applications.TryGetValue(name, out var application)
        ? application
        : throw new KeyNotFoundException($"There is no application \"{name}\". There are: {string.Join(", ", All.Select(known => known.Name))}.");
}
