using Npgsql;

namespace SunGov.Silo.Storage;

/// <summary>
/// Brings a database to this release: numbered plain SQL, each file once and in order, under an advisory lock, by the
/// role that owns the database (<c>SUNGOV_DB_OWNER</c>). Gives the application's role (<c>SUNGOV_DB</c>) its rights.
/// </summary>
public static class Migrations
{
    private const long Lock = 0x53756e476f760001;
    private const int OldestServer = 15;

    /// <summary>Runs what is missing; does nothing to a database that is up to date.</summary>
    /// <param name="owner">Connection string of the owner.</param>
    /// <param name="application">Connection string of the application.</param>
    /// <param name="files">The migrations; by default those shipped.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Names of the files that were run.</returns>
    /// <exception cref="StorageException">The database cannot be used; says why in one sentence.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string owner,
        string application,
        IReadOnlyList<MigrationFile>? files = null,
        CancellationToken cancel = default)
    {
        files ??= MigrationFile.Shipped();
        await using var connection = await OpenAsync(owner, cancel);
        await CheckDatabaseAsync(connection, cancel);
        var role = await RoleAsync(connection, application, cancel);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancel);
        await TellRoleAsync(connection, role, cancel);
        await ExecuteAsync(
            connection,
            """
            create table if not exists migration (
                number int primary key, name text not null, hash bytea not null, at timestamptz not null default now())
            """,
            cancel);
        var applied = await AppliedAsync(connection, cancel);
        CheckHistory(files, applied);
        var run = new List<string>();
        foreach (var file in files.Where(file => !applied.ContainsKey(file.Number)))
        {
            await ApplyAsync(connection, file, cancel);
            run.Add($"{file.Number:D4}_{file.Name}");
        }

        await GrantAsync(connection, Quoted(role), files, cancel);
        return run;
    }

    /// <summary>For files that grant rights on single columns: <c>current_setting('sungov.app_role')</c>.</summary>
    private static async Task TellRoleAsync(NpgsqlConnection connection, string role, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select set_config('sungov.app_role', $1, false)", connection);
        command.Parameters.Add(new() { Value = role });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string owner, CancellationToken cancel)
    {
        var login = new NpgsqlConnectionStringBuilder(owner) { Pooling = false };
        var connection = new NpgsqlConnection(login.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (NpgsqlException failure)
        {
            await connection.DisposeAsync();
            throw new StorageException(
                $"the database '{login.Database}' on {login.Host} cannot be reached as {login.Username}: "
                + failure.Message);
        }
    }

    private static async Task CheckDatabaseAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new StorageException(
                $"the database server is PostgreSQL {connection.PostgreSqlVersion}, but {OldestServer} is needed");
        }

        await using var command = new NpgsqlCommand(
            """
            select pg_encoding_to_char(encoding), datcollate, datctype
            from pg_database where datname = current_database()
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (encoding, collate, type) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
        if (encoding != "UTF8" || !IsC(collate) || !IsC(type))
        {
            throw new StorageException(
                $"the database '{connection.Database}' is {encoding} with {collate}, but it must be UTF8 with C.UTF-8:"
                + " create it with template template0 encoding 'UTF8' locale 'C.UTF-8'");
        }
    }

    private static bool IsC(string locale) => locale is "C.UTF-8" or "C.utf8" or "C.UTF8";

    private static async Task<string> RoleAsync(
        NpgsqlConnection connection, string application, CancellationToken cancel)
    {
        var login = new NpgsqlConnectionStringBuilder(application);
        var role = login.Username ?? throw new StorageException("SUNGOV_DB names no user");
        await using var command = new NpgsqlCommand(
            """
            select rolsuper or pg_has_role(
                rolname, (select nspowner from pg_namespace where nspname = 'public'), 'usage')
                or rolname = current_user
            from pg_roles where rolname = $1
            """,
            connection);
        command.Parameters.Add(new() { Value = role });
        switch (await command.ExecuteScalarAsync(cancel))
        {
            case true:
                throw new StorageException(
                    $"the role {role} of SUNGOV_DB is a superuser or owns the database, but it must not be able to "
                    + "change the journal: name another role");
            case null:
                await CreateRoleAsync(connection, role, login.Password, cancel);
                break;
        }

        return role;
    }

    private static async Task CreateRoleAsync(
        NpgsqlConnection connection, string role, string? password, CancellationToken cancel)
    {
        try
        {
            var secret = password is null ? "" : $" password '{password.Replace("'", "''", StringComparison.Ordinal)}'";
            await ExecuteAsync(connection, $"create role {Quoted(role)} login{secret}", cancel);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StorageException(
                $"the role {role} of SUNGOV_DB does not exist and the owner may not create it: create it with "
                + $"create role {Quoted(role)} login");
        }
    }

    private static async Task<Dictionary<int, (string Name, byte[] Hash)>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new Dictionary<int, (string, byte[])>();
        await using var command = new NpgsqlCommand("select number, name, hash from migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            applied[reader.GetInt32(0)] = (reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }

        return applied;
    }

    private static void CheckHistory(
        IReadOnlyList<MigrationFile> files, Dictionary<int, (string Name, byte[] Hash)> applied)
    {
        foreach (var file in files)
        {
            if (applied.TryGetValue(file.Number, out var known) && !known.Hash.AsSpan().SequenceEqual(file.Hash))
            {
                throw new StorageException(
                    $"the migration {file.Number:D4}_{file.Name} was changed after it had been applied: "
                    + "undo the change and write a new migration");
            }
        }

        var numbers = files.Select(file => file.Number).ToHashSet();
        if (applied.Where(known => !numbers.Contains(known.Key)).Select(known => known.Value.Name).FirstOrDefault()
            is { } newer)
        {
            throw new StorageException(
                $"the database has the migration '{newer}', which this release does not know: run a newer release");
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await ExecuteAsync(connection, file.Sql, cancel);
        }
        catch (PostgresException failure)
        {
            throw new StorageException(
                $"the migration {file.Number:D4}_{file.Name} fails: {failure.MessageText} ({failure.SqlState})");
        }

        await using var note = new NpgsqlCommand(
            "insert into migration (number, name, hash) values ($1, $2, $3)", connection);
        note.Parameters.Add(new() { Value = file.Number });
        note.Parameters.Add(new() { Value = file.Name });
        note.Parameters.Add(new() { Value = file.Hash });
        await note.ExecuteNonQueryAsync(cancel);
        foreach (var kind in file.Refolds)
        {
            await using var wish = new NpgsqlCommand(
                "insert into refold (kind, migration) values ($1, $2) on conflict (kind) do nothing", connection);
            wish.Parameters.Add(new() { Value = kind });
            wish.Parameters.Add(new() { Value = file.Number });
            await wish.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static async Task GrantAsync(
        NpgsqlConnection connection, string role, IReadOnlyList<MigrationFile> files, CancellationToken cancel)
    {
        var grants = files.SelectMany(file => file.Rights).Distinct().Select(right => $"grant {right} to {role};");
        await ExecuteAsync(
            connection,
            $"grant usage on schema public to {role}; grant select on migration to {role}; " + string.Concat(grants),
            cancel);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
