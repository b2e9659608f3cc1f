namespace SunGov.Api.Shared;

/// <summary>What parameters mean, once for all operations.</summary>
public static class ParameterTexts
{
    /// <summary>One line for a parameter or header.</summary>
    public static string Of(string name) => name switch
    {
        Gate.IdentityHeader => "The identity under which the caller acts in this request; one of the session's.",
        Gate.CommandHeader => "Id of this command, a UUID chosen by the caller. Repeating a request with it is safe.",
        "If-Match" => "The ETag seen last, in quotes; answered 412 when the thing changed since.",
        "X-File-Ticket" => "The ticket as it was given when the transfer was opened.",
        "cursor" => "Where the page begins, as the page before said; left out for the first.",
        "limit" => "How many rows, 1 to 200.",
        "sort" => "Column to sort by, a leading '-' for descending.",
        "search" => "Words to search for.",
        "identity" => "An identity of the person; on the event stream it stands here instead of the header.",
        "id" => "Id of the thing, opaque.",
        "holder" => "Holder of quota entries; in a list of projects: only those waiting for the acting identity.",
        "call" => "Id of a call.",
        "programme" => "Id of a programme.",
        "stage" => "Id of a stage of the programme's definition.",
        "status" => "Status, as the views name it.",
        "entity" or "organisation" => "Id of an organisation.",
        "form" => "Id of a form.",
        "section" => "Id of a section of the form.",
        "task" => "Id of an open task, as the project's view names it.",
        "action" => "Id of an action of the task.",
        "signer" => "Id of the task to add, as the project's view offers it; left out for the task itself.",
        "file" => "Id of a file.",
        "project" => "Id of a project.",
        "objection" => "Number of an objection.",
        "desk" => "Id of a review desk.",
        "field" => "Field of a form, form/section/field; left out for the first choice there is.",
        "most" => "Most projects of one group.",
        "ticket" => "The ticket as it was given.",
        "code" => "Version code as it stands on the print; hyphens and case do not matter.",
        "number" => "Version number, from 1.",
        "sequence" => "Place among all entries of the platform.",
        "year" => "Plan year.",
        "kind" => "Kind of the thing.",
        "key" => "Key of the thing.",
        "delegation" => "Id of a delegation of one's own tasks.",
        "region" => "Administrative division code.",
        "role" => "Role code.",
        "actor" or "person" => "Id of a person.",
        "from" => "Not before this instant.",
        "to" => "Before this instant.",
        "what" => "login, refusal or disclosure.",
        "unread" => "Only unread ones.",
        _ => throw new InvalidOperationException($"parameter '{name}' has no description"),
    };
}
