
describe("register", () => {
  test("makes an account of the lowest kind, its password hashed with argon2id", async () => {
    const { method, path, body } = await ready("register");
    const { __HIDDEN__, ...sent } = body ?? {};
    const reply = await call<{ id: __ID__ }>(method, path, { body });
    const row = __ROW__;
    expect(reply).toMatchObject({ status: 201, body: shown__ACCOUNT__(row) });
    expect(reply.body).toMatchObject(__STORED__);
    expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=\d+,p=\d+\$/);
    expect((await login(row.__IDENTIFIER__)).status).toBe(200);
  });

  test.each(["id", "passwordHash", "createdAt", "isAdmin"__SERVER__])("does not take %s from the client", async (field) => {
    const { method, path, body } = await ready("register");
    expect(await call(method, path, { body: { ...body, [field]: "x" } })).toMatchObject(problem(422, "invalid", `#/${field}`));
    expect(await db().__CAMEL__.count()).toBe(0);
  });

  test("refuses __AN_IDENTIFIER__ that is taken, also at the same moment", async () => {
    const { method, path, body } = await ready("register");
    const replies = await Promise.all(times(3, () => call(method, path, { body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const again = { ...(await ready("register")).body, __IDENTIFIER__: body?.__IDENTIFIER__ };
    expect(await call(method, path, { body: again })).toMatchObject(problem(409, "__TAKEN__"));
  });
});
