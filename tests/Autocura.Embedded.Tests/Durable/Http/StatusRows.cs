namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>GET instances/{id}, and what is no route.</summary>
internal static class StatusRows
{
    private const string Caused = """{"Message":"*","ExceptionMessage":"*","ExceptionType":"*","StackTrace":"*"}""";

    public static IEnumerable<ManagementRow> All =>
    [
        Running(Given.Waiting, ""),
        Running(Given.Waiting, "?taskHub=Hub&connection=Storage"),
        new(Given.Suspended, "GET instances/{id}", 202) { Answer = Status("Wait", "Suspended", """{"phase":"waiting"}""", "null"), Location = "{root}instances/{id}", RetryAfter = 5 },
        new(Given.Pending, "GET instances/{id}", 202) { Answer = Status("Wait", "Pending", "null", "null"), Location = "{root}instances/{id}", RetryAfter = 5 },
        new(Given.Done, "GET instances/{id}", 200) { Answer = Status("Echo", "Completed", "null", "\"text\"") },
        new(Given.Done, "GET Instances/{id}/", 200) { Why = "case and a last slash do not matter", Answer = Status("Echo", "Completed", "null", "\"text\"") },
        new(Given.Failed, "GET instances/{id}", 200) { Answer = Status("Fail", "Failed", "null", "\"it broke\"") },
        new(Given.Terminated, "GET instances/{id}", 200) { Answer = Status("Wait", "Terminated", """{"phase":"waiting"}""", "\"enough\"") },
        new(Given.Nobody, "GET instances/{id}", 404) { Answer = "" },
        new(Given.Failed, "GET instances/{id}?returnInternalServerErrorOnFailure=true", 500) { Answer = Status("Fail", "Failed", "null", "\"it broke\"") },
        new(Given.Failed, "GET instances/{id}?returnInternalServerErrorOnFailure=false", 200),
        new(Given.Done, "GET instances/{id}?returnInternalServerErrorOnFailure=true", 200),
        new(Given.Terminated, "GET instances/{id}?returnInternalServerErrorOnFailure=true", 200),
        new(Given.Done, "GET instances/{id}?showInput=false", 200) { Answer = Status("Echo", "Completed", "null", "\"text\"").Replace("\"input\":\"text\"", "\"input\":null") },
        new(Given.Done, "GET instances/{id}?showInput=TRUE", 200) { Answer = Status("Echo", "Completed", "null", "\"text\"") },
        new(Given.Done, "GET instances/{id}?showHistoryOutput=true", 200) { Why = "no history, no outputs", Answer = Status("Echo", "Completed", "null", "\"text\"") },
        new(Given.Done, "GET instances/{id}?showHistory=false", 200) { Answer = Status("Echo", "Completed", "null", "\"text\"") },
        .. new[] { "showInput", "showHistory", "showHistoryOutput", "returnInternalServerErrorOnFailure" }.Select(flag =>
            new ManagementRow(Given.Failed, $"GET instances/{{id}}?{flag}=perhaps", 400) { Answer = $$"""{"Message":"'perhaps' is not a value for '{{flag}}': it must be true or false."}""" }),
        new(Given.Done, "PUT instances/{id}", 404) { Answer = "" },
        new(Given.Done, "PATCH instances/{id}", 404) { Answer = "" },
        new(Given.Done, "POST instances/{id}", 404) { Answer = "" },
        new(Given.Done, "GET something/else", 404) { Answer = "" },
        new(Given.Done, "GET ", 404) { Answer = "" },
        new(Given.Nobody, "POST makeprimary", 200) { Answer = "" },
        new(Given.Nobody, "GET makeprimary", 404) { Answer = "" },
        .. new[] { "GET entities", "GET entities/counter", "GET entities/counter/1", "POST entities/counter/1?op=add", "DELETE entities/counter/1" }.Select(request =>
            new ManagementRow(Given.Nobody, request, 501) { Answer = """{"Message":"The embedded durable engine has no entities: they are there on Azure only."}""" }),
        new(Given.Failed, "POST instances/{id}/rewind", 202) { Why = "fails again", Answer = "", Then = """{"runtimeStatus":"Failed"}""" },
        new(Given.Waiting, "POST instances/{id}/rewind?reason=again", 500) { Answer = Caused.Replace("\"Message\":\"*\"", "\"Message\":\"Something went wrong while processing your request\"") },
        new(Given.Pending, "POST instances/{id}/rewind", 500) { Answer = Caused },
        new(Given.Done, "POST instances/{id}/rewind", 410) { Answer = "" },
        new(Given.Terminated, "POST instances/{id}/rewind", 410) { Answer = "" },
        new(Given.Nobody, "POST instances/{id}/rewind", 404) { Answer = "" },
        new(Given.Failed, "GET instances/{id}/rewind", 404) { Answer = "" },
    ];

    private static ManagementRow Running(Given given, string query) => new(given, "GET instances/{id}" + query, 202)
    {
        Answer = Status("Wait", "Running", """{"phase":"waiting"}""", "null"),
        Location = "{root}instances/{id}" + query,
        RetryAfter = 5,
    };

    internal static string Status(string name, string status, string customStatus, string output) => $$"""
        {"name":"{{name}}","instanceId":"{id}","runtimeStatus":"{{status}}","input":"text","customStatus":{{customStatus}},"output":{{output}},"createdTime":"{now}","lastUpdatedTime":"{now}"}
        """;
}
