// Generated from openapi/ingot.json by `npm run openapi`. Not edited by hand.

export interface paths {
    "/identity/v3/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a token stands for */
        get: {
            parameters: {
                query?: {
                    /** @description Leave the catalog out, whatever the value */
                    nocatalog?: string;
                    /** @description Expired tokens are never shown */
                    allow_expired?: string;
                };
                header?: {
                    "x-subject-token"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: {
                                methods: string[];
                                user: {
                                    id: string;
                                    name: string;
                                    domain: {
                                        id: string;
                                        name: string;
                                    };
                                    password_expires_at: null;
                                };
                                audit_ids: string[];
                                issued_at: string;
                                expires_at: string;
                                project?: {
                                    id: string;
                                    name: string;
                                    domain: {
                                        id: string;
                                        name: string;
                                    };
                                };
                                is_domain?: boolean;
                                domain?: {
                                    id: string;
                                    name: string;
                                };
                                roles?: {
                                    id: string;
                                    name: string;
                                }[];
                                application_credential?: {
                                    id: string;
                                    name: string;
                                    restricted: boolean;
                                };
                                catalog?: {
                                    id: string;
                                    type: string;
                                    name: string;
                                    endpoints: {
                                        id: string;
                                        interface: string;
                                        region: string;
                                        region_id: string;
                                        url: string;
                                    }[];
                                }[];
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in
         * @description The token is in the header `X-Subject-Token` of the answer.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Leave the catalog out, whatever the value */
                    nocatalog?: string;
                    /** @description Expired tokens are never shown */
                    allow_expired?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        auth: {
                            identity: {
                                methods: string[];
                                password?: {
                                    user: {
                                        id?: string | null;
                                        name?: string | null;
                                        domain?: {
                                            id?: string | null;
                                            name?: string | null;
                                        } | null;
                                        password: string;
                                    };
                                };
                                token?: {
                                    id: string;
                                };
                                application_credential?: {
                                    id?: string | null;
                                    name?: string | null;
                                    user?: {
                                        id?: string | null;
                                        name?: string | null;
                                        domain?: {
                                            id?: string | null;
                                            name?: string | null;
                                        } | null;
                                    } | null;
                                    secret: string;
                                };
                            };
                            scope?: ("unscoped" | {
                                project?: {
                                    id?: string | null;
                                    name?: string | null;
                                    domain?: {
                                        id?: string | null;
                                        name?: string | null;
                                    } | null;
                                } | null;
                                domain?: {
                                    id?: string | null;
                                    name?: string | null;
                                } | null;
                                system?: unknown;
                                unscoped?: unknown;
                                "OS-TRUST:trust"?: unknown;
                            }) | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: {
                                methods: string[];
                                user: {
                                    id: string;
                                    name: string;
                                    domain: {
                                        id: string;
                                        name: string;
                                    };
                                    password_expires_at: null;
                                };
                                audit_ids: string[];
                                issued_at: string;
                                expires_at: string;
                                project?: {
                                    id: string;
                                    name: string;
                                    domain: {
                                        id: string;
                                        name: string;
                                    };
                                };
                                is_domain?: boolean;
                                domain?: {
                                    id: string;
                                    name: string;
                                };
                                roles?: {
                                    id: string;
                                    name: string;
                                }[];
                                application_credential?: {
                                    id: string;
                                    name: string;
                                    restricted: boolean;
                                };
                                catalog?: {
                                    id: string;
                                    type: string;
                                    name: string;
                                    endpoints: {
                                        id: string;
                                        interface: string;
                                        region: string;
                                        region_id: string;
                                        url: string;
                                    }[];
                                }[];
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        /** Make a token void */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "x-subject-token"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects */
        get: {
            parameters: {
                query?: {
                    /** @description Items on the page, at most 1000 */
                    limit?: string;
                    /** @description Id of the last item of the page before */
                    marker?: string;
                    name?: string;
                    domain_id?: string;
                    parent_id?: string;
                    enabled?: string;
                    is_domain?: string;
                    /** @description Separated by commas; all of them */
                    tags?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            projects: {
                                id: string;
                                name: string;
                                domain_id: string;
                                parent_id: string;
                                is_domain: boolean;
                                description: string;
                                enabled: boolean;
                                tags: string[];
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            }[];
                            links: {
                                self: string;
                                /** @description The page after this one */
                                next: string | null;
                                previous: null;
                            };
                            /** @description There is more than this */
                            truncated?: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a project */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        project: {
                            name: string;
                            domain_id?: string | null;
                            parent_id?: string | null;
                            is_domain?: boolean | null;
                            description?: string | null;
                            enabled?: boolean | null;
                            tags?: string[] | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            project: {
                                id: string;
                                name: string;
                                domain_id: string;
                                parent_id: string;
                                is_domain: boolean;
                                description: string;
                                enabled: boolean;
                                tags: string[];
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            project: {
                                id: string;
                                name: string;
                                domain_id: string;
                                parent_id: string;
                                is_domain: boolean;
                                description: string;
                                enabled: boolean;
                                tags: string[];
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a project */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a project */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        project: {
                            name?: string | null;
                            domain_id?: string | null;
                            description?: string | null;
                            enabled?: boolean | null;
                            tags?: string[] | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            project: {
                                id: string;
                                name: string;
                                domain_id: string;
                                parent_id: string;
                                is_domain: boolean;
                                description: string;
                                enabled: boolean;
                                tags: string[];
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/identity/v3/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: {
            parameters: {
                query?: {
                    /** @description Items on the page, at most 1000 */
                    limit?: string;
                    /** @description Id of the last item of the page before */
                    marker?: string;
                    name?: string;
                    domain_id?: string;
                    enabled?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            users: {
                                id: string;
                                name: string;
                                domain_id: string;
                                enabled: boolean;
                                email?: string;
                                description?: string;
                                default_project_id?: string;
                                /** @description Passwords do not expire */
                                password_expires_at: null;
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            }[];
                            links: {
                                self: string;
                                /** @description The page after this one */
                                next: string | null;
                                previous: null;
                            };
                            /** @description There is more than this */
                            truncated?: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a user */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user: {
                            name: string;
                            enabled?: boolean | null;
                            email?: string | null;
                            description?: string | null;
                            default_project_id?: string | null;
                            password?: string | null;
                            domain_id?: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                id: string;
                                name: string;
                                domain_id: string;
                                enabled: boolean;
                                email?: string;
                                description?: string;
                                default_project_id?: string;
                                /** @description Passwords do not expire */
                                password_expires_at: null;
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a user */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                id: string;
                                name: string;
                                domain_id: string;
                                enabled: boolean;
                                email?: string;
                                description?: string;
                                default_project_id?: string;
                                /** @description Passwords do not expire */
                                password_expires_at: null;
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a user */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a user */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user: {
                            name?: string | null;
                            enabled?: boolean | null;
                            email?: string | null;
                            description?: string | null;
                            default_project_id?: string | null;
                            password?: string | null;
                            domain_id?: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                id: string;
                                name: string;
                                domain_id: string;
                                enabled: boolean;
                                email?: string;
                                description?: string;
                                default_project_id?: string;
                                /** @description Passwords do not expire */
                                password_expires_at: null;
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/identity/v3/users/{user_id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's own password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user: {
                            original_password: string;
                            password: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/users/{user_id}/application_credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List application credentials */
        get: {
            parameters: {
                query?: {
                    /** @description Items on the page, at most 1000 */
                    limit?: string;
                    /** @description Id of the last item of the page before */
                    marker?: string;
                    name?: string;
                };
                header?: never;
                path: {
                    user_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            application_credentials: {
                                id: string;
                                name: string;
                                description: string | null;
                                user_id: string;
                                project_id: string;
                                roles: {
                                    id: string;
                                    name: string;
                                    domain_id: null;
                                }[];
                                unrestricted: boolean;
                                expires_at: string | null;
                                system: null;
                                links: {
                                    self: string;
                                };
                            }[];
                            links: {
                                self: string;
                                /** @description The page after this one */
                                next: string | null;
                                previous: null;
                            };
                            /** @description There is more than this */
                            truncated?: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create an application credential */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        application_credential: {
                            name: string;
                            description?: string | null;
                            secret?: string | null;
                            roles?: {
                                id?: string | null;
                                name?: string | null;
                            }[] | null;
                            unrestricted?: boolean | null;
                            expires_at?: string | null;
                            access_rules?: unknown[] | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            application_credential: {
                                id: string;
                                name: string;
                                description: string | null;
                                user_id: string;
                                project_id: string;
                                roles: {
                                    id: string;
                                    name: string;
                                    domain_id: null;
                                }[];
                                unrestricted: boolean;
                                expires_at: string | null;
                                system: null;
                                links: {
                                    self: string;
                                };
                                /** @description Told this once only */
                                secret: string;
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/users/{user_id}/application_credentials/{application_credential_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an application credential */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                    application_credential_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            application_credential: {
                                id: string;
                                name: string;
                                description: string | null;
                                user_id: string;
                                project_id: string;
                                roles: {
                                    id: string;
                                    name: string;
                                    domain_id: null;
                                }[];
                                unrestricted: boolean;
                                expires_at: string | null;
                                system: null;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an application credential */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    user_id: string;
                    application_credential_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List roles */
        get: {
            parameters: {
                query?: {
                    /** @description Items on the page, at most 1000 */
                    limit?: string;
                    /** @description Id of the last item of the page before */
                    marker?: string;
                    name?: string;
                    /** @description Roles belong to no domain: with it the list is empty */
                    domain_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            roles: {
                                id: string;
                                name: string;
                                domain_id: null;
                                description: string;
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            }[];
                            links: {
                                self: string;
                                /** @description The page after this one */
                                next: string | null;
                                previous: null;
                            };
                            /** @description There is more than this */
                            truncated?: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a role */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        role: {
                            name: string;
                            description?: string | null;
                            domain_id?: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            role: {
                                id: string;
                                name: string;
                                domain_id: null;
                                description: string;
                                options: Record<string, never>;
                                links: {
                                    self: string;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/projects/{project_id}/users/{user_id}/roles/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check whether a user has a role on a project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                    user_id: string;
                    role_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        /** Give a user a role on a project */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                    user_id: string;
                    role_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Take a role on a project from a user */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                    user_id: string;
                    role_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/role_assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who has which role where */
        get: {
            parameters: {
                query?: {
                    "user.id"?: string;
                    "role.id"?: string;
                    "scope.project.id"?: string;
                    "scope.domain.id"?: string;
                    /** @description There are no groups: with it the list is empty */
                    "group.id"?: string;
                    /** @description There is no system scope: with it the list is empty */
                    "scope.system"?: string;
                    /** @description Roles that are implied too */
                    effective?: string;
                    include_names?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            role_assignments: {
                                role: {
                                    id?: string;
                                    name?: string;
                                    domain?: {
                                        id: string;
                                        name: string;
                                    };
                                };
                                user: {
                                    id?: string;
                                    name?: string;
                                    domain?: {
                                        id: string;
                                        name: string;
                                    };
                                };
                                scope: {
                                    project?: {
                                        id?: string;
                                        name?: string;
                                        domain?: {
                                            id: string;
                                            name: string;
                                        };
                                    };
                                    domain?: {
                                        id?: string;
                                        name?: string;
                                        domain?: {
                                            id: string;
                                            name: string;
                                        };
                                    };
                                };
                                links: {
                                    assignment: string;
                                };
                            }[];
                            links: {
                                self: string;
                                /** @description The page after this one */
                                next: string | null;
                                previous: null;
                            };
                            /** @description There is more than this */
                            truncated?: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                title: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List images */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last image of the page before */
                    marker?: string;
                    /** @description key:asc|desc, several with commas */
                    sort?: string;
                    /** @description One name, or in:a,b,"c,d" */
                    name?: string;
                    visibility?: "public" | "private" | "shared" | "community" | "all";
                    member_status?: "accepted" | "pending" | "rejected" | "all";
                    os_hidden?: boolean;
                    /** @description May be repeated; an image has to have all of them */
                    tag?: string;
                    /** @description [gt|gte|lt|lte|eq|neq:]time in ISO 8601 */
                    created_at?: string;
                    size_min?: number;
                    size_max?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            images?: ({
                                /** @description An identifier for the image */
                                id?: string;
                                /** @description Descriptive name for the image */
                                name?: null | string;
                                /**
                                 * @description Status of the image
                                 * @enum {string}
                                 */
                                readonly status?: "queued" | "saving" | "active" | "killed" | "deleted" | "uploading" | "importing" | "pending_delete" | "deactivated";
                                /**
                                 * @description Scope of image accessibility
                                 * @enum {string}
                                 */
                                visibility?: "private" | "shared" | "community" | "public";
                                /** @description If true, image will not be deletable. */
                                protected?: boolean;
                                /** @description If true, image will not appear in default image list response. */
                                os_hidden?: boolean;
                                /** @description MD5 of the image contents. */
                                readonly checksum?: null | string;
                                /** @description Algorithm of os_hash_value */
                                readonly os_hash_algo?: null | string;
                                /** @description Hexdigest of the image contents by os_hash_algo */
                                readonly os_hash_value?: null | string;
                                /** @description Project that the image belongs to */
                                owner?: null | string;
                                /** @description Size of image file in bytes */
                                readonly size?: null | number;
                                /** @description Virtual size of image in bytes */
                                readonly virtual_size?: null | number;
                                /**
                                 * @description Format of the container
                                 * @enum {null|string}
                                 */
                                container_format?: null | "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
                                /**
                                 * @description Format of the disk
                                 * @enum {null|string}
                                 */
                                disk_format?: null | "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                                /** @description Date and time of image registration */
                                readonly created_at?: string;
                                /** @description Date and time of the last image modification */
                                readonly updated_at?: string;
                                /** @description List of strings related to the image */
                                tags?: string[];
                                /** @description Amount of ram (in MB) required to boot image. */
                                min_ram?: number;
                                /** @description Amount of disk space (in GB) required to boot image. */
                                min_disk?: number;
                                /** @description Image that holds the kernel to boot with */
                                kernel_id?: null | string;
                                /** @description Image that holds the RAM disk to boot with */
                                ramdisk_id?: null | string;
                                /** @description An image self url */
                                readonly self?: string;
                                /** @description An image file url */
                                readonly file?: string;
                                /** @description An image schema url */
                                readonly schema?: string;
                            } & {
                                [key: string]: string;
                            })[];
                            first?: string;
                            /** @description Absent on the last page */
                            next?: string;
                            schema?: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Register an image */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An identifier for the image */
                        id?: string;
                        /** @description Descriptive name for the image */
                        name?: null | string;
                        /**
                         * @description Status of the image
                         * @enum {string}
                         */
                        readonly status?: "queued" | "saving" | "active" | "killed" | "deleted" | "uploading" | "importing" | "pending_delete" | "deactivated";
                        /**
                         * @description Scope of image accessibility
                         * @enum {string}
                         */
                        visibility?: "private" | "shared" | "community" | "public";
                        /** @description If true, image will not be deletable. */
                        protected?: boolean;
                        /** @description If true, image will not appear in default image list response. */
                        os_hidden?: boolean;
                        /** @description MD5 of the image contents. */
                        readonly checksum?: null | string;
                        /** @description Algorithm of os_hash_value */
                        readonly os_hash_algo?: null | string;
                        /** @description Hexdigest of the image contents by os_hash_algo */
                        readonly os_hash_value?: null | string;
                        /** @description Project that the image belongs to */
                        owner?: null | string;
                        /** @description Size of image file in bytes */
                        readonly size?: null | number;
                        /** @description Virtual size of image in bytes */
                        readonly virtual_size?: null | number;
                        /**
                         * @description Format of the container
                         * @enum {null|string}
                         */
                        container_format?: null | "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
                        /**
                         * @description Format of the disk
                         * @enum {null|string}
                         */
                        disk_format?: null | "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                        /** @description Date and time of image registration */
                        readonly created_at?: string;
                        /** @description Date and time of the last image modification */
                        readonly updated_at?: string;
                        /** @description List of strings related to the image */
                        tags?: string[];
                        /** @description Amount of ram (in MB) required to boot image. */
                        min_ram?: number;
                        /** @description Amount of disk space (in GB) required to boot image. */
                        min_disk?: number;
                        /** @description Image that holds the kernel to boot with */
                        kernel_id?: null | string;
                        /** @description Image that holds the RAM disk to boot with */
                        ramdisk_id?: null | string;
                        /** @description An image self url */
                        readonly self?: string;
                        /** @description An image file url */
                        readonly file?: string;
                        /** @description An image schema url */
                        readonly schema?: string;
                    } & {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description An identifier for the image */
                            id?: string;
                            /** @description Descriptive name for the image */
                            name?: null | string;
                            /**
                             * @description Status of the image
                             * @enum {string}
                             */
                            readonly status?: "queued" | "saving" | "active" | "killed" | "deleted" | "uploading" | "importing" | "pending_delete" | "deactivated";
                            /**
                             * @description Scope of image accessibility
                             * @enum {string}
                             */
                            visibility?: "private" | "shared" | "community" | "public";
                            /** @description If true, image will not be deletable. */
                            protected?: boolean;
                            /** @description If true, image will not appear in default image list response. */
                            os_hidden?: boolean;
                            /** @description MD5 of the image contents. */
                            readonly checksum?: null | string;
                            /** @description Algorithm of os_hash_value */
                            readonly os_hash_algo?: null | string;
                            /** @description Hexdigest of the image contents by os_hash_algo */
                            readonly os_hash_value?: null | string;
                            /** @description Project that the image belongs to */
                            owner?: null | string;
                            /** @description Size of image file in bytes */
                            readonly size?: null | number;
                            /** @description Virtual size of image in bytes */
                            readonly virtual_size?: null | number;
                            /**
                             * @description Format of the container
                             * @enum {null|string}
                             */
                            container_format?: null | "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
                            /**
                             * @description Format of the disk
                             * @enum {null|string}
                             */
                            disk_format?: null | "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                            /** @description Date and time of image registration */
                            readonly created_at?: string;
                            /** @description Date and time of the last image modification */
                            readonly updated_at?: string;
                            /** @description List of strings related to the image */
                            tags?: string[];
                            /** @description Amount of ram (in MB) required to boot image. */
                            min_ram?: number;
                            /** @description Amount of disk space (in GB) required to boot image. */
                            min_disk?: number;
                            /** @description Image that holds the kernel to boot with */
                            kernel_id?: null | string;
                            /** @description Image that holds the RAM disk to boot with */
                            ramdisk_id?: null | string;
                            /** @description An image self url */
                            readonly self?: string;
                            /** @description An image file url */
                            readonly file?: string;
                            /** @description An image schema url */
                            readonly schema?: string;
                        } & {
                            [key: string]: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an image */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description An identifier for the image */
                            id?: string;
                            /** @description Descriptive name for the image */
                            name?: null | string;
                            /**
                             * @description Status of the image
                             * @enum {string}
                             */
                            readonly status?: "queued" | "saving" | "active" | "killed" | "deleted" | "uploading" | "importing" | "pending_delete" | "deactivated";
                            /**
                             * @description Scope of image accessibility
                             * @enum {string}
                             */
                            visibility?: "private" | "shared" | "community" | "public";
                            /** @description If true, image will not be deletable. */
                            protected?: boolean;
                            /** @description If true, image will not appear in default image list response. */
                            os_hidden?: boolean;
                            /** @description MD5 of the image contents. */
                            readonly checksum?: null | string;
                            /** @description Algorithm of os_hash_value */
                            readonly os_hash_algo?: null | string;
                            /** @description Hexdigest of the image contents by os_hash_algo */
                            readonly os_hash_value?: null | string;
                            /** @description Project that the image belongs to */
                            owner?: null | string;
                            /** @description Size of image file in bytes */
                            readonly size?: null | number;
                            /** @description Virtual size of image in bytes */
                            readonly virtual_size?: null | number;
                            /**
                             * @description Format of the container
                             * @enum {null|string}
                             */
                            container_format?: null | "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
                            /**
                             * @description Format of the disk
                             * @enum {null|string}
                             */
                            disk_format?: null | "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                            /** @description Date and time of image registration */
                            readonly created_at?: string;
                            /** @description Date and time of the last image modification */
                            readonly updated_at?: string;
                            /** @description List of strings related to the image */
                            tags?: string[];
                            /** @description Amount of ram (in MB) required to boot image. */
                            min_ram?: number;
                            /** @description Amount of disk space (in GB) required to boot image. */
                            min_disk?: number;
                            /** @description Image that holds the kernel to boot with */
                            kernel_id?: null | string;
                            /** @description Image that holds the RAM disk to boot with */
                            ramdisk_id?: null | string;
                            /** @description An image self url */
                            readonly self?: string;
                            /** @description An image file url */
                            readonly file?: string;
                            /** @description An image schema url */
                            readonly schema?: string;
                        } & {
                            [key: string]: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an image */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an image by a JSON patch */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/openstack-images-v2.0-json-patch": {
                        /** @enum {string} */
                        op: "add" | "replace" | "remove";
                        path: string;
                        value?: unknown;
                    }[];
                    "application/openstack-images-v2.1-json-patch": {
                        /** @enum {string} */
                        op: "add" | "replace" | "remove";
                        path: string;
                        value?: unknown;
                    }[];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description An identifier for the image */
                            id?: string;
                            /** @description Descriptive name for the image */
                            name?: null | string;
                            /**
                             * @description Status of the image
                             * @enum {string}
                             */
                            readonly status?: "queued" | "saving" | "active" | "killed" | "deleted" | "uploading" | "importing" | "pending_delete" | "deactivated";
                            /**
                             * @description Scope of image accessibility
                             * @enum {string}
                             */
                            visibility?: "private" | "shared" | "community" | "public";
                            /** @description If true, image will not be deletable. */
                            protected?: boolean;
                            /** @description If true, image will not appear in default image list response. */
                            os_hidden?: boolean;
                            /** @description MD5 of the image contents. */
                            readonly checksum?: null | string;
                            /** @description Algorithm of os_hash_value */
                            readonly os_hash_algo?: null | string;
                            /** @description Hexdigest of the image contents by os_hash_algo */
                            readonly os_hash_value?: null | string;
                            /** @description Project that the image belongs to */
                            owner?: null | string;
                            /** @description Size of image file in bytes */
                            readonly size?: null | number;
                            /** @description Virtual size of image in bytes */
                            readonly virtual_size?: null | number;
                            /**
                             * @description Format of the container
                             * @enum {null|string}
                             */
                            container_format?: null | "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
                            /**
                             * @description Format of the disk
                             * @enum {null|string}
                             */
                            disk_format?: null | "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                            /** @description Date and time of image registration */
                            readonly created_at?: string;
                            /** @description Date and time of the last image modification */
                            readonly updated_at?: string;
                            /** @description List of strings related to the image */
                            tags?: string[];
                            /** @description Amount of ram (in MB) required to boot image. */
                            min_ram?: number;
                            /** @description Amount of disk space (in GB) required to boot image. */
                            min_disk?: number;
                            /** @description Image that holds the kernel to boot with */
                            kernel_id?: null | string;
                            /** @description Image that holds the RAM disk to boot with */
                            ramdisk_id?: null | string;
                            /** @description An image self url */
                            readonly self?: string;
                            /** @description An image file url */
                            readonly file?: string;
                            /** @description An image schema url */
                            readonly schema?: string;
                        } & {
                            [key: string]: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v2/images/{image_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download image data, or one range of it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All bytes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description The image has no data yet */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The bytes of the range */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        /** Upload image data */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Upload image data to be imported */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an import */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        method: {
                            /** @enum {string} */
                            name: "glance-direct" | "web-download";
                            /** @description Where web-download reads from */
                            uri?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Begun; GET /v2/images/{image_id}/tasks tells how it goes */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the projects that an image is shared with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            members: {
                                /** @description The project that the image is shared with */
                                member_id: string;
                                image_id: string;
                                /** @enum {string} */
                                status: "pending" | "accepted" | "rejected";
                                created_at: string;
                                updated_at: string;
                                schema: string;
                            }[];
                            schema: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Share an image with a project */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of the project */
                        member: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The project that the image is shared with */
                            member_id: string;
                            image_id: string;
                            /** @enum {string} */
                            status: "pending" | "accepted" | "rejected";
                            created_at: string;
                            updated_at: string;
                            schema: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a share */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                    member_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The project that the image is shared with */
                            member_id: string;
                            image_id: string;
                            /** @enum {string} */
                            status: "pending" | "accepted" | "rejected";
                            created_at: string;
                            updated_at: string;
                            schema: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        /** Accept or reject an image that is shared with the project */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                    member_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "pending" | "accepted" | "rejected";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The project that the image is shared with */
                            member_id: string;
                            image_id: string;
                            /** @enum {string} */
                            status: "pending" | "accepted" | "rejected";
                            created_at: string;
                            updated_at: string;
                            schema: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Stop sharing */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                    member_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/tags/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a tag */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                    tag: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Remove a tag */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                    tag: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/actions/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forbid the download of an image */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/actions/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allow the download of an image again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the imports of an image */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tasks?: {
                                id?: string;
                                /** @enum {string} */
                                type?: "import" | "api_image_import" | "location_import";
                                /** @enum {string} */
                                status?: "pending" | "processing" | "success" | "failure";
                                owner?: string;
                                image_id?: string;
                                /** @description The request that started it */
                                request_id?: string;
                                user_id?: string;
                                /** @description When a finished task is forgotten */
                                expires_at?: null | string;
                                created_at?: string;
                                updated_at?: string;
                                readonly self?: string;
                                readonly schema?: string;
                                input?: null | Record<string, never>;
                                result?: null | Record<string, never>;
                                /** @description Why it failed, or how far it has come */
                                message?: string;
                            }[];
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/info/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the import methods */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            "import-methods": {
                                description: string;
                                type: string;
                                value: ("glance-direct" | "web-download")[];
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/info/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show quotas and their use */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            usage: {
                                /** @description MiB */
                                image_size_total: {
                                    usage: number;
                                    /** @description -1 for none */
                                    limit: number;
                                };
                                /** @description MiB */
                                image_stage_total: {
                                    usage: number;
                                    /** @description -1 for none */
                                    limit: number;
                                };
                                image_count_total: {
                                    usage: number;
                                    /** @description -1 for none */
                                    limit: number;
                                };
                                image_count_uploading: {
                                    usage: number;
                                    /** @description -1 for none */
                                    limit: number;
                                };
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description Status and phrase, such as "404 Not Found" */
                            code: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List volumes */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Id of the last entry of the page before */
                    marker?: string;
                    offset?: number;
                    /** @description key:asc|desc, several with commas */
                    sort?: string;
                    name?: string;
                    /** @description Beginnings of words in name and description, all of them; or an id. An addition to the Block Storage API */
                    text?: string;
                    /** @description {'key': 'value'}; all of the pairs */
                    metadata?: string;
                    /** @description Of every project; for administrators, others are not heard */
                    all_tenants?: boolean;
                    /** @description Of this project, together with all_tenants */
                    project_id?: string;
                    status?: string;
                    bootable?: boolean;
                    availability_zone?: string;
                };
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            volumes: {
                                id: string;
                                name: string | null;
                                links: {
                                    rel: string;
                                    href: string;
                                }[];
                            }[];
                            volumes_links?: {
                                rel: string;
                                href: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a volume, blank or from an image, a snapshot or another volume */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        volume: {
                            /** @description GiB; needed unless there is a source */
                            size?: number;
                            name?: string | null;
                            description?: string | null;
                            /** @description Image to make it from */
                            imageRef?: string;
                            /** @description Snapshot to make it from */
                            snapshot_id?: string;
                            /** @description Volume to make it from */
                            source_volid?: string;
                            /** @description Id or name */
                            volume_type?: string;
                            availability_zone?: string;
                            metadata?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            volume: {
                                id: string;
                                name: string | null;
                                links: {
                                    rel: string;
                                    href: string;
                                }[];
                                status: string;
                                /** @description GiB */
                                size: number;
                                description: string | null;
                                created_at: string;
                                updated_at: string;
                                availability_zone: string;
                                /** @description Its name */
                                volume_type: string;
                                /** @description From 3.63 on */
                                volume_type_id?: string;
                                /** @enum {string} */
                                bootable: "true" | "false";
                                encrypted: boolean;
                                multiattach: boolean;
                                snapshot_id: string | null;
                                source_volid: string | null;
                                user_id: string;
                                attachments: {
                                    /** @description Of the volume */
                                    id: string;
                                    attachment_id: string;
                                    volume_id: string;
                                    server_id: string | null;
                                    host_name: string | null;
                                    device: string | null;
                                    attached_at: string;
                                }[];
                                metadata: {
                                    [key: string]: string;
                                };
                                replication_status: null;
                                consistencygroup_id: null;
                                /** @description For administrators */
                                migration_status?: null;
                                /** @description From 3.13 on */
                                group_id?: null;
                                /** @description For administrators, from 3.21 on */
                                provider_id?: null;
                                /** @description From 3.48 on */
                                service_uuid?: null;
                                /** @description From 3.48 on */
                                shared_targets?: boolean;
                                /** @description For administrators, from 3.61 on */
                                cluster_name?: null;
                                /** @description From 3.65 on */
                                consumes_quota?: boolean;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List volumes with details */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Id of the last entry of the page before */
                    marker?: string;
                    offset?: number;
                    /** @description key:asc|desc, several with commas */
                    sort?: string;
                    name?: string;
                    /** @description Beginnings of words in name and description, all of them; or an id. An addition to the Block Storage API */
                    text?: string;
                    /** @description {'key': 'value'}; all of the pairs */
                    metadata?: string;
                    /** @description Of every project; for administrators, others are not heard */
                    all_tenants?: boolean;
                    /** @description Of this project, together with all_tenants */
                    project_id?: string;
                    status?: string;
                    bootable?: boolean;
                    availability_zone?: string;
                };
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            volumes: {
                                id: string;
                                name: string | null;
                                links: {
                                    rel: string;
                                    href: string;
                                }[];
                                status: string;
                                /** @description GiB */
                                size: number;
                                description: string | null;
                                created_at: string;
                                updated_at: string;
                                availability_zone: string;
                                /** @description Its name */
                                volume_type: string;
                                /** @description From 3.63 on */
                                volume_type_id?: string;
                                /** @enum {string} */
                                bootable: "true" | "false";
                                encrypted: boolean;
                                multiattach: boolean;
                                snapshot_id: string | null;
                                source_volid: string | null;
                                user_id: string;
                                attachments: {
                                    /** @description Of the volume */
                                    id: string;
                                    attachment_id: string;
                                    volume_id: string;
                                    server_id: string | null;
                                    host_name: string | null;
                                    device: string | null;
                                    attached_at: string;
                                }[];
                                metadata: {
                                    [key: string]: string;
                                };
                                replication_status: null;
                                consistencygroup_id: null;
                                /** @description For administrators */
                                migration_status?: null;
                                /** @description From 3.13 on */
                                group_id?: null;
                                /** @description For administrators, from 3.21 on */
                                provider_id?: null;
                                /** @description From 3.48 on */
                                service_uuid?: null;
                                /** @description From 3.48 on */
                                shared_targets?: boolean;
                                /** @description For administrators, from 3.61 on */
                                cluster_name?: null;
                                /** @description From 3.65 on */
                                consumes_quota?: boolean;
                                volume_image_metadata?: {
                                    [key: string]: string;
                                };
                                /** @description Project that the volume belongs to */
                                "os-vol-tenant-attr:tenant_id": string;
                                /** @description For administrators */
                                "os-vol-host-attr:host"?: string;
                                /** @description For administrators */
                                "os-vol-mig-status-attr:migstat"?: null;
                                /** @description For administrators */
                                "os-vol-mig-status-attr:name_id"?: null;
                            }[];
                            volumes_links?: {
                                rel: string;
                                href: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes/{volume_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a volume */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the volume, a UUID */
                    volume_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            volume: {
                                id: string;
                                name: string | null;
                                links: {
                                    rel: string;
                                    href: string;
                                }[];
                                status: string;
                                /** @description GiB */
                                size: number;
                                description: string | null;
                                created_at: string;
                                updated_at: string;
                                availability_zone: string;
                                /** @description Its name */
                                volume_type: string;
                                /** @description From 3.63 on */
                                volume_type_id?: string;
                                /** @enum {string} */
                                bootable: "true" | "false";
                                encrypted: boolean;
                                multiattach: boolean;
                                snapshot_id: string | null;
                                source_volid: string | null;
                                user_id: string;
                                attachments: {
                                    /** @description Of the volume */
                                    id: string;
                                    attachment_id: string;
                                    volume_id: string;
                                    server_id: string | null;
                                    host_name: string | null;
                                    device: string | null;
                                    attached_at: string;
                                }[];
                                metadata: {
                                    [key: string]: string;
                                };
                                replication_status: null;
                                consistencygroup_id: null;
                                /** @description For administrators */
                                migration_status?: null;
                                /** @description From 3.13 on */
                                group_id?: null;
                                /** @description For administrators, from 3.21 on */
                                provider_id?: null;
                                /** @description From 3.48 on */
                                service_uuid?: null;
                                /** @description From 3.48 on */
                                shared_targets?: boolean;
                                /** @description For administrators, from 3.61 on */
                                cluster_name?: null;
                                /** @description From 3.65 on */
                                consumes_quota?: boolean;
                                volume_image_metadata?: {
                                    [key: string]: string;
                                };
                                /** @description Project that the volume belongs to */
                                "os-vol-tenant-attr:tenant_id": string;
                                /** @description For administrators */
                                "os-vol-host-attr:host"?: string;
                                /** @description For administrators */
                                "os-vol-mig-status-attr:migstat"?: null;
                                /** @description For administrators */
                                "os-vol-mig-status-attr:name_id"?: null;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Change the name, description or metadata of a volume */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the volume, a UUID */
                    volume_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        volume: {
                            name?: string | null;
                            description?: string | null;
                            metadata?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            volume: {
                                id: string;
                                name: string | null;
                                links: {
                                    rel: string;
                                    href: string;
                                }[];
                                status: string;
                                /** @description GiB */
                                size: number;
                                description: string | null;
                                created_at: string;
                                updated_at: string;
                                availability_zone: string;
                                /** @description Its name */
                                volume_type: string;
                                /** @description From 3.63 on */
                                volume_type_id?: string;
                                /** @enum {string} */
                                bootable: "true" | "false";
                                encrypted: boolean;
                                multiattach: boolean;
                                snapshot_id: string | null;
                                source_volid: string | null;
                                user_id: string;
                                attachments: {
                                    /** @description Of the volume */
                                    id: string;
                                    attachment_id: string;
                                    volume_id: string;
                                    server_id: string | null;
                                    host_name: string | null;
                                    device: string | null;
                                    attached_at: string;
                                }[];
                                metadata: {
                                    [key: string]: string;
                                };
                                replication_status: null;
                                consistencygroup_id: null;
                                /** @description For administrators */
                                migration_status?: null;
                                /** @description From 3.13 on */
                                group_id?: null;
                                /** @description For administrators, from 3.21 on */
                                provider_id?: null;
                                /** @description From 3.48 on */
                                service_uuid?: null;
                                /** @description From 3.48 on */
                                shared_targets?: boolean;
                                /** @description For administrators, from 3.61 on */
                                cluster_name?: null;
                                /** @description From 3.65 on */
                                consumes_quota?: boolean;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete a volume */
        delete: {
            parameters: {
                query?: {
                    /** @description Its snapshots first */
                    cascade?: boolean;
                    /** @description Makes no difference */
                    force?: boolean;
                };
                header?: never;
                path: {
                    /** @description Id of the volume, a UUID */
                    volume_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is being deleted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum volumes up, from 3.12 on */
        get: {
            parameters: {
                query?: {
                    /** @description For administrators */
                    all_tenants?: boolean;
                };
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            "volume-summary": {
                                total_count: number;
                                /** @description GiB */
                                total_size: number;
                                /** @description Values of each key; from 3.36 on */
                                metadata?: {
                                    [key: string]: string[];
                                };
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the metadata of a volume */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            metadata: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Replace the metadata of a volume */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        metadata: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            metadata: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Add to the metadata of a volume */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        metadata: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            metadata: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes/{id}/metadata/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a pair of the metadata of a volume */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            meta: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Set a pair of the metadata of a volume */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        meta: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            meta: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Remove a pair of the metadata of a volume */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/volumes/{volume_id}/action": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do something with a volume
         * @description The one key of the body names the action: os-extend, os-set_bootable, os-update_readonly_flag, os-set_image_metadata, os-unset_image_metadata, os-show_image_metadata, os-volume_upload_image, os-reset_status, os-reserve, os-unreserve, os-attach, os-begin_detaching, os-roll_detaching, os-detach, os-force_delete.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the volume, a UUID */
                    volume_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, never>;
                    };
                };
                /** @description It is being done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List snapshots */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Id of the last entry of the page before */
                    marker?: string;
                    offset?: number;
                    /** @description key:asc|desc, several with commas */
                    sort?: string;
                    name?: string;
                    /** @description Beginnings of words in name and description, all of them; or an id. An addition to the Block Storage API */
                    text?: string;
                    /** @description {'key': 'value'}; all of the pairs */
                    metadata?: string;
                    /** @description Of every project; for administrators, others are not heard */
                    all_tenants?: boolean;
                    /** @description Of this project, together with all_tenants */
                    project_id?: string;
                    status?: string;
                    volume_id?: string;
                };
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshots: {
                                id: string;
                                name: string | null;
                                description: string | null;
                                status: string;
                                /** @description GiB of the volume when it was taken */
                                size: number;
                                volume_id: string;
                                metadata: {
                                    [key: string]: string;
                                };
                                created_at: string;
                                updated_at: string;
                                /** @description From 3.41 on */
                                user_id?: string;
                            }[];
                            snapshots_links?: {
                                rel: string;
                                href: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Take a snapshot of a volume */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        snapshot: {
                            name?: string | null;
                            description?: string | null;
                            volume_id: string;
                            metadata?: {
                                [key: string]: string;
                            };
                            /** @description Makes no difference */
                            force?: boolean;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshot: {
                                id: string;
                                name: string | null;
                                description: string | null;
                                status: string;
                                /** @description GiB of the volume when it was taken */
                                size: number;
                                volume_id: string;
                                metadata: {
                                    [key: string]: string;
                                };
                                created_at: string;
                                updated_at: string;
                                /** @description From 3.41 on */
                                user_id?: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/snapshots/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List snapshots with details */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Id of the last entry of the page before */
                    marker?: string;
                    offset?: number;
                    /** @description key:asc|desc, several with commas */
                    sort?: string;
                    name?: string;
                    /** @description Beginnings of words in name and description, all of them; or an id. An addition to the Block Storage API */
                    text?: string;
                    /** @description {'key': 'value'}; all of the pairs */
                    metadata?: string;
                    /** @description Of every project; for administrators, others are not heard */
                    all_tenants?: boolean;
                    /** @description Of this project, together with all_tenants */
                    project_id?: string;
                    status?: string;
                    volume_id?: string;
                };
                header?: never;
                path: {
                    project_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshots: {
                                id: string;
                                name: string | null;
                                description: string | null;
                                status: string;
                                /** @description GiB of the volume when it was taken */
                                size: number;
                                volume_id: string;
                                metadata: {
                                    [key: string]: string;
                                };
                                created_at: string;
                                updated_at: string;
                                /** @description From 3.41 on */
                                user_id?: string;
                                /** @description Percent */
                                "os-extended-snapshot-attributes:progress": string;
                                "os-extended-snapshot-attributes:project_id": string;
                            }[];
                            snapshots_links?: {
                                rel: string;
                                href: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/snapshots/{snapshot_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a snapshot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    snapshot_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshot: {
                                id: string;
                                name: string | null;
                                description: string | null;
                                status: string;
                                /** @description GiB of the volume when it was taken */
                                size: number;
                                volume_id: string;
                                metadata: {
                                    [key: string]: string;
                                };
                                created_at: string;
                                updated_at: string;
                                /** @description From 3.41 on */
                                user_id?: string;
                                /** @description Percent */
                                "os-extended-snapshot-attributes:progress": string;
                                "os-extended-snapshot-attributes:project_id": string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Change the name or description of a snapshot */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    snapshot_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        snapshot: {
                            name?: string | null;
                            description?: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshot: {
                                id: string;
                                name: string | null;
                                description: string | null;
                                status: string;
                                /** @description GiB of the volume when it was taken */
                                size: number;
                                volume_id: string;
                                metadata: {
                                    [key: string]: string;
                                };
                                created_at: string;
                                updated_at: string;
                                /** @description From 3.41 on */
                                user_id?: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete a snapshot */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    snapshot_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/snapshots/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the metadata of a snapshot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            metadata: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Replace the metadata of a snapshot */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        metadata: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            metadata: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Add to the metadata of a snapshot */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        metadata: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            metadata: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/snapshots/{id}/metadata/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a pair of the metadata of a snapshot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            meta: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        /** Set a pair of the metadata of a snapshot */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        meta: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            meta: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Remove a pair of the metadata of a snapshot */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volume/v3/{project_id}/snapshots/{snapshot_id}/action": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do something with a snapshot
         * @description The one key of the body names the action: os-reset_status, os-force_delete.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    snapshot_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, never>;
                    };
                };
                /** @description It is being done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, … */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                /** @description The status */
                                code: number;
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the version */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/image-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what can be done with an image in which state */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The states in which each action is legal */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trash/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the deleted images that can be restored */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last image of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            images: {
                                id: string;
                                name: string | null;
                                /** @description Bytes; null when it had no data */
                                size: number | null;
                                /** Format: date-time */
                                deletedAt: string;
                                /**
                                 * Format: date-time
                                 * @description From then on it cannot be restored
                                 */
                                purgedAfter: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an image out of the trash */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string | null;
                            status: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trash/images/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give up the data of a deleted image at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            expiresAt: string;
                            user: {
                                id: string;
                                name: string;
                            };
                            project: {
                                id: string;
                                name: string;
                            };
                            /** @description On the project, implied ones included */
                            roles: string[];
                            /** @description To which the user can change; a hundred at most */
                            projects: {
                                id: string;
                                name: string;
                            }[];
                            /** @description Of the Keystone that keeps users and projects; null when they are kept here */
                            identityUrl: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in at a browser
         * @description Into the default project of the user, or the first on which he has a role.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user: string;
                        password: string;
                        /**
                         * @description Name of the domain
                         * @default Default
                         */
                        domain?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            expiresAt: string;
                            user: {
                                id: string;
                                name: string;
                            };
                            project: {
                                id: string;
                                name: string;
                            };
                            /** @description On the project, implied ones included */
                            roles: string[];
                            /** @description To which the user can change; a hundred at most */
                            projects: {
                                id: string;
                                name: string;
                            }[];
                            /** @description Of the Keystone that keeps users and projects; null when they are kept here */
                            identityUrl: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change to another project */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of the project */
                        project: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            expiresAt: string;
                            user: {
                                id: string;
                                name: string;
                            };
                            project: {
                                id: string;
                                name: string;
                            };
                            /** @description On the project, implied ones included */
                            roles: string[];
                            /** @description To which the user can change; a hundred at most */
                            projects: {
                                id: string;
                                name: string;
                            }[];
                            /** @description Of the Keystone that keeps users and projects; null when they are kept here */
                            identityUrl: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hear of what changes in the project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Server-sent events: `changed` with {topic, id}; `missed` when everything has to be looked at again */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what goes on, and what has ended not long ago, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description active for what waits or runs */
                    status?: "active" | "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                    /** @description Id of what it is done to */
                    subject?: string;
                    /** @description For administrators */
                    allProjects?: boolean;
                    limit?: number;
                    /** @description Last operation of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operations: {
                                /** @description A UUID */
                                id: string;
                                /** @description What is done, such as import */
                                action: string;
                                /** @enum {string} */
                                topic: "image" | "volume" | "snapshot" | "machine" | "store";
                                /** @description What it is done to; without a name where that has none, or is gone */
                                subject: {
                                    id: string;
                                    name: string | null;
                                };
                                /** @enum {string} */
                                status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                                /** @description How far it has come, how it ended, or why it failed; may be empty */
                                message: string;
                                /** @description Of its present step, in bytes; null where it is not known, as its total may be */
                                progress: {
                                    done: number;
                                    total: number | null;
                                } | null;
                                /** @description Null for the installation */
                                projectId: string | null;
                                /** @description Who asked for it; null when nobody did */
                                user: {
                                    id: string;
                                    name: string | null;
                                } | null;
                                /** @description What the caller may do with it */
                                can: {
                                    cancel: boolean;
                                    retry: boolean;
                                };
                                /** @description Why the caller may not do the rest */
                                obstacles: {
                                    cancel: string | null;
                                    retry: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                finishedAt: string | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how something goes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the operation, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID */
                            id: string;
                            /** @description What is done, such as import */
                            action: string;
                            /** @enum {string} */
                            topic: "image" | "volume" | "snapshot" | "machine" | "store";
                            /** @description What it is done to; without a name where that has none, or is gone */
                            subject: {
                                id: string;
                                name: string | null;
                            };
                            /** @enum {string} */
                            status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @description How far it has come, how it ended, or why it failed; may be empty */
                            message: string;
                            /** @description Of its present step, in bytes; null where it is not known, as its total may be */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Null for the installation */
                            projectId: string | null;
                            /** @description Who asked for it; null when nobody did */
                            user: {
                                id: string;
                                name: string | null;
                            } | null;
                            /** @description What the caller may do with it */
                            can: {
                                cancel: boolean;
                                retry: boolean;
                            };
                            /** @description Why the caller may not do the rest */
                            obstacles: {
                                cancel: string | null;
                                retry: string | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End something soon */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the operation, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID */
                            id: string;
                            /** @description What is done, such as import */
                            action: string;
                            /** @enum {string} */
                            topic: "image" | "volume" | "snapshot" | "machine" | "store";
                            /** @description What it is done to; without a name where that has none, or is gone */
                            subject: {
                                id: string;
                                name: string | null;
                            };
                            /** @enum {string} */
                            status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @description How far it has come, how it ended, or why it failed; may be empty */
                            message: string;
                            /** @description Of its present step, in bytes; null where it is not known, as its total may be */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Null for the installation */
                            projectId: string | null;
                            /** @description Who asked for it; null when nobody did */
                            user: {
                                id: string;
                                name: string | null;
                            } | null;
                            /** @description What the caller may do with it */
                            can: {
                                cancel: boolean;
                                retry: boolean;
                            };
                            /** @description Why the caller may not do the rest */
                            obstacles: {
                                cancel: string | null;
                                retry: string | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have done again what has failed or was cancelled */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the operation, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, the newest first
         * @description Of all projects to administrators, of their own to members.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Id of a project */
                    project?: string;
                    /** @description Id of a user */
                    user?: string;
                    /** @description Id of what it was about */
                    resource?: string;
                    /** @description Refusals and failures only */
                    failed?: boolean;
                    /** @description Not before */
                    since?: string;
                    /** @description Before */
                    until?: string;
                    limit?: number;
                    /** @description nextMarker of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                /** @description As in the header x-openstack-request-id of the answer */
                                requestId: string;
                                /**
                                 * Format: date-time
                                 * @description When it was answered
                                 */
                                at: string;
                                method: string;
                                /** @description Pattern of the path */
                                route: string;
                                /** @description Without the query */
                                path: string;
                                /** @description Where one route serves many, as os-extend */
                                action: string | null;
                                /** @description What it was about: a collection, such as images */
                                resourceType: string;
                                /** @description Null where nothing was there yet, and nothing came of it */
                                resource: {
                                    id: string;
                                    name: string | null;
                                } | null;
                                /** @description Of the answer; a refusal is 400 or more */
                                status: number;
                                /** @description Null where nobody could be named: a wrong password */
                                user: {
                                    id: string;
                                    name: string | null;
                                } | null;
                                /** @description In which the user acted */
                                projectId: string | null;
                                /** @description IP address */
                                remoteAddress: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recent runs of maintenance, newest first */
        get: {
            parameters: {
                query?: {
                    kind?: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                    limit?: number;
                    /** @description Last run of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runs: {
                                /** @description A UUID */
                                id: string;
                                /** @enum {string} */
                                kind: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                                request: {
                                    /** @enum {string} */
                                    kind: "collection";
                                    /** @description Change nothing, and tell what would be freed */
                                    dryRun?: boolean;
                                    /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                                    removeStrangers?: boolean;
                                } | {
                                    /** @enum {string} */
                                    kind: "compression";
                                    /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                                    unusedFor?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "scrub";
                                } | {
                                    /** @enum {string} */
                                    kind: "accounting";
                                } | {
                                    /** @enum {string} */
                                    kind: "heal";
                                } | {
                                    /** @enum {string} */
                                    kind: "reseal";
                                };
                                /** @enum {string} */
                                status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                                /** @description What has come of it so far, or at all; null before there is anything to tell */
                                figures: {
                                    /** @enum {string} */
                                    step: "mark" | "sweep" | "delete" | "done";
                                    /** @description Trees that were walked; those of images twice */
                                    roots: number;
                                    kept: {
                                        /** @description Needed by images */
                                        content: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by uploads that wait for their import, and not by images */
                                        staged: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by images in the trash only */
                                        trash: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by volumes and snapshots, and not by images */
                                        disks: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                    };
                                    /** @description When the first and the last of the trash are given up, in milliseconds since the epoch */
                                    trash: {
                                        firstPurge: number;
                                        lastPurge: number;
                                    } | null;
                                    /** @description What nothing needs, but an upload may have used since the oldest one that was running began */
                                    held: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Uploads that were running, and until when the last of them is taken for alive */
                                    uploads: {
                                        count: number;
                                        until: number | null;
                                    };
                                    /** @description What was forgotten, or would be */
                                    swept: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Packs in which nothing was left */
                                    deletedPacks: {
                                        packs: number;
                                        bytes: number;
                                    };
                                    /** @description Packs that the database does not know */
                                    strangerPacks: {
                                        packs: number;
                                        bytes: number;
                                    };
                                    /** @description Trees that could not be walked: what they might reach is kept */
                                    damagedTrees: number;
                                    /** @description The first hundred of them */
                                    damaged: {
                                        imageId: string;
                                        place: string;
                                        reason: string;
                                    }[];
                                    /** @description The first hundred of them */
                                    damagedDisks: {
                                        id: string;
                                        place: string;
                                        reason: string;
                                    }[];
                                    /** @description Null before it has begun */
                                    compaction: {
                                        /** @description Packs that were rewritten and are gone */
                                        rewrittenPacks: number;
                                        /** @description What was copied */
                                        moved: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        readBytes: number;
                                        /** @description Bytes that the packs take less than before */
                                        freedBytes: number;
                                        /** @description Processor time of checking and compressing, in milliseconds */
                                        cpu: number;
                                        /** @description Chunks and packs that are not what was stored, and were left as they are */
                                        damages: number;
                                        /** @description The first hundred of them */
                                        damage: string[];
                                        /** @description Why it ended before everything was done */
                                        stoppedBy: ("budget" | "storage-full") | null;
                                    } | null;
                                } | {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | {
                                    /**
                                     * @description Packs first, then the images
                                     * @enum {string}
                                     */
                                    phase: "packs" | "images";
                                    /** @description The last pack that was checked */
                                    lastPack: string | null;
                                    /** @description Packs that were checked */
                                    packs: number;
                                    /** @description Bytes that were read */
                                    bytes: number;
                                    /** @description Packs there were when the scrub began */
                                    totalPacks: number;
                                    /** @description Bytes there were when the scrub began */
                                    totalBytes: number;
                                    chunks: number;
                                    /** @description Packs with something wrong, see the findings */
                                    faultyPacks: number;
                                    /** @description Chunks that were taken out of service */
                                    quarantined: number;
                                    /** @description Chunks that are back in service */
                                    healed: number;
                                    /** @description Labels of images that were damaged, and are written anew */
                                    damagedLabels: number;
                                    /** @description Contents of images that were looked through */
                                    contents: number;
                                    /** @description Those of them that reach something damaged */
                                    damagedContents: number;
                                } | {
                                    /** @description Chunks that are back in service */
                                    healed: number;
                                    /** @description Chunks that are still out of service */
                                    left: number;
                                    /** @description Why the copies could not be read */
                                    failure: string | null;
                                    /** @description Contents of images that were looked through */
                                    contents: number;
                                    /** @description Those of them that reach something damaged */
                                    damagedContents: number;
                                } | {
                                    /** @enum {string} */
                                    phase: "packs" | "labels" | "count" | "done";
                                    /** @description Null before it has begun */
                                    rewriting: {
                                        /** @description Packs that were rewritten and are gone */
                                        rewrittenPacks: number;
                                        /** @description What was copied */
                                        moved: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        readBytes: number;
                                        /** @description Bytes that the packs take less than before */
                                        freedBytes: number;
                                        /** @description Processor time of checking and compressing, in milliseconds */
                                        cpu: number;
                                        /** @description Chunks and packs that are not what was stored, and were left as they are */
                                        damages: number;
                                        /** @description The first hundred of them */
                                        damage: string[];
                                        /** @description Why it ended before everything was done */
                                        stoppedBy: ("budget" | "storage-full") | null;
                                    } | null;
                                    /** @description Labels that were written anew */
                                    labels: number;
                                    /** @description Packs that lie open or under another key; null until they are counted in the end */
                                    packsLeft: number | null;
                                    /** @description Labels that lie open or under another key; null until they are counted in the end */
                                    labelsLeft: number | null;
                                } | {
                                    /** @description Contents of images, the trash included */
                                    contents: number;
                                    measuredContents: number;
                                    /** @description Those that could not be measured, as something of them is damaged */
                                    unreadable: number;
                                } | null;
                                /** @description Why it failed */
                                failure: string | null;
                                cancelRequested: boolean;
                                /** @description Id of a user; null when nobody asked for it */
                                requestedBy: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                finishedAt: string | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Start maintenance of the store */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "collection";
                        /** @description Change nothing, and tell what would be freed */
                        dryRun?: boolean;
                        /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                        removeStrangers?: boolean;
                    } | {
                        /** @enum {string} */
                        kind: "compression";
                        /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                        unusedFor?: number;
                    } | {
                        /** @enum {string} */
                        kind: "scrub";
                    } | {
                        /** @enum {string} */
                        kind: "accounting";
                    } | {
                        /** @enum {string} */
                        kind: "heal";
                    } | {
                        /** @enum {string} */
                        kind: "reseal";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID */
                            id: string;
                            /** @enum {string} */
                            kind: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                            request: {
                                /** @enum {string} */
                                kind: "collection";
                                /** @description Change nothing, and tell what would be freed */
                                dryRun?: boolean;
                                /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                                removeStrangers?: boolean;
                            } | {
                                /** @enum {string} */
                                kind: "compression";
                                /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                                unusedFor?: number;
                            } | {
                                /** @enum {string} */
                                kind: "scrub";
                            } | {
                                /** @enum {string} */
                                kind: "accounting";
                            } | {
                                /** @enum {string} */
                                kind: "heal";
                            } | {
                                /** @enum {string} */
                                kind: "reseal";
                            };
                            /** @enum {string} */
                            status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @description What has come of it so far, or at all; null before there is anything to tell */
                            figures: {
                                /** @enum {string} */
                                step: "mark" | "sweep" | "delete" | "done";
                                /** @description Trees that were walked; those of images twice */
                                roots: number;
                                kept: {
                                    /** @description Needed by images */
                                    content: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by uploads that wait for their import, and not by images */
                                    staged: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by images in the trash only */
                                    trash: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by volumes and snapshots, and not by images */
                                    disks: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                };
                                /** @description When the first and the last of the trash are given up, in milliseconds since the epoch */
                                trash: {
                                    firstPurge: number;
                                    lastPurge: number;
                                } | null;
                                /** @description What nothing needs, but an upload may have used since the oldest one that was running began */
                                held: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                /** @description Uploads that were running, and until when the last of them is taken for alive */
                                uploads: {
                                    count: number;
                                    until: number | null;
                                };
                                /** @description What was forgotten, or would be */
                                swept: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                /** @description Packs in which nothing was left */
                                deletedPacks: {
                                    packs: number;
                                    bytes: number;
                                };
                                /** @description Packs that the database does not know */
                                strangerPacks: {
                                    packs: number;
                                    bytes: number;
                                };
                                /** @description Trees that could not be walked: what they might reach is kept */
                                damagedTrees: number;
                                /** @description The first hundred of them */
                                damaged: {
                                    imageId: string;
                                    place: string;
                                    reason: string;
                                }[];
                                /** @description The first hundred of them */
                                damagedDisks: {
                                    id: string;
                                    place: string;
                                    reason: string;
                                }[];
                                /** @description Null before it has begun */
                                compaction: {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | null;
                            } | {
                                /** @description Packs that were rewritten and are gone */
                                rewrittenPacks: number;
                                /** @description What was copied */
                                moved: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                readBytes: number;
                                /** @description Bytes that the packs take less than before */
                                freedBytes: number;
                                /** @description Processor time of checking and compressing, in milliseconds */
                                cpu: number;
                                /** @description Chunks and packs that are not what was stored, and were left as they are */
                                damages: number;
                                /** @description The first hundred of them */
                                damage: string[];
                                /** @description Why it ended before everything was done */
                                stoppedBy: ("budget" | "storage-full") | null;
                            } | {
                                /**
                                 * @description Packs first, then the images
                                 * @enum {string}
                                 */
                                phase: "packs" | "images";
                                /** @description The last pack that was checked */
                                lastPack: string | null;
                                /** @description Packs that were checked */
                                packs: number;
                                /** @description Bytes that were read */
                                bytes: number;
                                /** @description Packs there were when the scrub began */
                                totalPacks: number;
                                /** @description Bytes there were when the scrub began */
                                totalBytes: number;
                                chunks: number;
                                /** @description Packs with something wrong, see the findings */
                                faultyPacks: number;
                                /** @description Chunks that were taken out of service */
                                quarantined: number;
                                /** @description Chunks that are back in service */
                                healed: number;
                                /** @description Labels of images that were damaged, and are written anew */
                                damagedLabels: number;
                                /** @description Contents of images that were looked through */
                                contents: number;
                                /** @description Those of them that reach something damaged */
                                damagedContents: number;
                            } | {
                                /** @description Chunks that are back in service */
                                healed: number;
                                /** @description Chunks that are still out of service */
                                left: number;
                                /** @description Why the copies could not be read */
                                failure: string | null;
                                /** @description Contents of images that were looked through */
                                contents: number;
                                /** @description Those of them that reach something damaged */
                                damagedContents: number;
                            } | {
                                /** @enum {string} */
                                phase: "packs" | "labels" | "count" | "done";
                                /** @description Null before it has begun */
                                rewriting: {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | null;
                                /** @description Labels that were written anew */
                                labels: number;
                                /** @description Packs that lie open or under another key; null until they are counted in the end */
                                packsLeft: number | null;
                                /** @description Labels that lie open or under another key; null until they are counted in the end */
                                labelsLeft: number | null;
                            } | {
                                /** @description Contents of images, the trash included */
                                contents: number;
                                measuredContents: number;
                                /** @description Those that could not be measured, as something of them is damaged */
                                unreadable: number;
                            } | null;
                            /** @description Why it failed */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description Id of a user; null when nobody asked for it */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how a run of maintenance goes, or has gone */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the run, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID */
                            id: string;
                            /** @enum {string} */
                            kind: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                            request: {
                                /** @enum {string} */
                                kind: "collection";
                                /** @description Change nothing, and tell what would be freed */
                                dryRun?: boolean;
                                /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                                removeStrangers?: boolean;
                            } | {
                                /** @enum {string} */
                                kind: "compression";
                                /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                                unusedFor?: number;
                            } | {
                                /** @enum {string} */
                                kind: "scrub";
                            } | {
                                /** @enum {string} */
                                kind: "accounting";
                            } | {
                                /** @enum {string} */
                                kind: "heal";
                            } | {
                                /** @enum {string} */
                                kind: "reseal";
                            };
                            /** @enum {string} */
                            status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @description What has come of it so far, or at all; null before there is anything to tell */
                            figures: {
                                /** @enum {string} */
                                step: "mark" | "sweep" | "delete" | "done";
                                /** @description Trees that were walked; those of images twice */
                                roots: number;
                                kept: {
                                    /** @description Needed by images */
                                    content: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by uploads that wait for their import, and not by images */
                                    staged: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by images in the trash only */
                                    trash: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by volumes and snapshots, and not by images */
                                    disks: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                };
                                /** @description When the first and the last of the trash are given up, in milliseconds since the epoch */
                                trash: {
                                    firstPurge: number;
                                    lastPurge: number;
                                } | null;
                                /** @description What nothing needs, but an upload may have used since the oldest one that was running began */
                                held: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                /** @description Uploads that were running, and until when the last of them is taken for alive */
                                uploads: {
                                    count: number;
                                    until: number | null;
                                };
                                /** @description What was forgotten, or would be */
                                swept: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                /** @description Packs in which nothing was left */
                                deletedPacks: {
                                    packs: number;
                                    bytes: number;
                                };
                                /** @description Packs that the database does not know */
                                strangerPacks: {
                                    packs: number;
                                    bytes: number;
                                };
                                /** @description Trees that could not be walked: what they might reach is kept */
                                damagedTrees: number;
                                /** @description The first hundred of them */
                                damaged: {
                                    imageId: string;
                                    place: string;
                                    reason: string;
                                }[];
                                /** @description The first hundred of them */
                                damagedDisks: {
                                    id: string;
                                    place: string;
                                    reason: string;
                                }[];
                                /** @description Null before it has begun */
                                compaction: {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | null;
                            } | {
                                /** @description Packs that were rewritten and are gone */
                                rewrittenPacks: number;
                                /** @description What was copied */
                                moved: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                readBytes: number;
                                /** @description Bytes that the packs take less than before */
                                freedBytes: number;
                                /** @description Processor time of checking and compressing, in milliseconds */
                                cpu: number;
                                /** @description Chunks and packs that are not what was stored, and were left as they are */
                                damages: number;
                                /** @description The first hundred of them */
                                damage: string[];
                                /** @description Why it ended before everything was done */
                                stoppedBy: ("budget" | "storage-full") | null;
                            } | {
                                /**
                                 * @description Packs first, then the images
                                 * @enum {string}
                                 */
                                phase: "packs" | "images";
                                /** @description The last pack that was checked */
                                lastPack: string | null;
                                /** @description Packs that were checked */
                                packs: number;
                                /** @description Bytes that were read */
                                bytes: number;
                                /** @description Packs there were when the scrub began */
                                totalPacks: number;
                                /** @description Bytes there were when the scrub began */
                                totalBytes: number;
                                chunks: number;
                                /** @description Packs with something wrong, see the findings */
                                faultyPacks: number;
                                /** @description Chunks that were taken out of service */
                                quarantined: number;
                                /** @description Chunks that are back in service */
                                healed: number;
                                /** @description Labels of images that were damaged, and are written anew */
                                damagedLabels: number;
                                /** @description Contents of images that were looked through */
                                contents: number;
                                /** @description Those of them that reach something damaged */
                                damagedContents: number;
                            } | {
                                /** @description Chunks that are back in service */
                                healed: number;
                                /** @description Chunks that are still out of service */
                                left: number;
                                /** @description Why the copies could not be read */
                                failure: string | null;
                                /** @description Contents of images that were looked through */
                                contents: number;
                                /** @description Those of them that reach something damaged */
                                damagedContents: number;
                            } | {
                                /** @enum {string} */
                                phase: "packs" | "labels" | "count" | "done";
                                /** @description Null before it has begun */
                                rewriting: {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | null;
                                /** @description Labels that were written anew */
                                labels: number;
                                /** @description Packs that lie open or under another key; null until they are counted in the end */
                                packsLeft: number | null;
                                /** @description Labels that lie open or under another key; null until they are counted in the end */
                                labelsLeft: number | null;
                            } | {
                                /** @description Contents of images, the trash included */
                                contents: number;
                                measuredContents: number;
                                /** @description Those that could not be measured, as something of them is damaged */
                                unreadable: number;
                            } | null;
                            /** @description Why it failed */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description Id of a user; null when nobody asked for it */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a run of maintenance soon; what it has done stays done */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the run, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID */
                            id: string;
                            /** @enum {string} */
                            kind: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                            request: {
                                /** @enum {string} */
                                kind: "collection";
                                /** @description Change nothing, and tell what would be freed */
                                dryRun?: boolean;
                                /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                                removeStrangers?: boolean;
                            } | {
                                /** @enum {string} */
                                kind: "compression";
                                /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                                unusedFor?: number;
                            } | {
                                /** @enum {string} */
                                kind: "scrub";
                            } | {
                                /** @enum {string} */
                                kind: "accounting";
                            } | {
                                /** @enum {string} */
                                kind: "heal";
                            } | {
                                /** @enum {string} */
                                kind: "reseal";
                            };
                            /** @enum {string} */
                            status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @description What has come of it so far, or at all; null before there is anything to tell */
                            figures: {
                                /** @enum {string} */
                                step: "mark" | "sweep" | "delete" | "done";
                                /** @description Trees that were walked; those of images twice */
                                roots: number;
                                kept: {
                                    /** @description Needed by images */
                                    content: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by uploads that wait for their import, and not by images */
                                    staged: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by images in the trash only */
                                    trash: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Needed by volumes and snapshots, and not by images */
                                    disks: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                };
                                /** @description When the first and the last of the trash are given up, in milliseconds since the epoch */
                                trash: {
                                    firstPurge: number;
                                    lastPurge: number;
                                } | null;
                                /** @description What nothing needs, but an upload may have used since the oldest one that was running began */
                                held: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                /** @description Uploads that were running, and until when the last of them is taken for alive */
                                uploads: {
                                    count: number;
                                    until: number | null;
                                };
                                /** @description What was forgotten, or would be */
                                swept: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                /** @description Packs in which nothing was left */
                                deletedPacks: {
                                    packs: number;
                                    bytes: number;
                                };
                                /** @description Packs that the database does not know */
                                strangerPacks: {
                                    packs: number;
                                    bytes: number;
                                };
                                /** @description Trees that could not be walked: what they might reach is kept */
                                damagedTrees: number;
                                /** @description The first hundred of them */
                                damaged: {
                                    imageId: string;
                                    place: string;
                                    reason: string;
                                }[];
                                /** @description The first hundred of them */
                                damagedDisks: {
                                    id: string;
                                    place: string;
                                    reason: string;
                                }[];
                                /** @description Null before it has begun */
                                compaction: {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | null;
                            } | {
                                /** @description Packs that were rewritten and are gone */
                                rewrittenPacks: number;
                                /** @description What was copied */
                                moved: {
                                    chunks: number;
                                    /** @description As they are stored */
                                    bytes: number;
                                };
                                readBytes: number;
                                /** @description Bytes that the packs take less than before */
                                freedBytes: number;
                                /** @description Processor time of checking and compressing, in milliseconds */
                                cpu: number;
                                /** @description Chunks and packs that are not what was stored, and were left as they are */
                                damages: number;
                                /** @description The first hundred of them */
                                damage: string[];
                                /** @description Why it ended before everything was done */
                                stoppedBy: ("budget" | "storage-full") | null;
                            } | {
                                /**
                                 * @description Packs first, then the images
                                 * @enum {string}
                                 */
                                phase: "packs" | "images";
                                /** @description The last pack that was checked */
                                lastPack: string | null;
                                /** @description Packs that were checked */
                                packs: number;
                                /** @description Bytes that were read */
                                bytes: number;
                                /** @description Packs there were when the scrub began */
                                totalPacks: number;
                                /** @description Bytes there were when the scrub began */
                                totalBytes: number;
                                chunks: number;
                                /** @description Packs with something wrong, see the findings */
                                faultyPacks: number;
                                /** @description Chunks that were taken out of service */
                                quarantined: number;
                                /** @description Chunks that are back in service */
                                healed: number;
                                /** @description Labels of images that were damaged, and are written anew */
                                damagedLabels: number;
                                /** @description Contents of images that were looked through */
                                contents: number;
                                /** @description Those of them that reach something damaged */
                                damagedContents: number;
                            } | {
                                /** @description Chunks that are back in service */
                                healed: number;
                                /** @description Chunks that are still out of service */
                                left: number;
                                /** @description Why the copies could not be read */
                                failure: string | null;
                                /** @description Contents of images that were looked through */
                                contents: number;
                                /** @description Those of them that reach something damaged */
                                damagedContents: number;
                            } | {
                                /** @enum {string} */
                                phase: "packs" | "labels" | "count" | "done";
                                /** @description Null before it has begun */
                                rewriting: {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | null;
                                /** @description Labels that were written anew */
                                labels: number;
                                /** @description Packs that lie open or under another key; null until they are counted in the end */
                                packsLeft: number | null;
                                /** @description Labels that lie open or under another key; null until they are counted in the end */
                                labelsLeft: number | null;
                            } | {
                                /** @description Contents of images, the trash included */
                                contents: number;
                                measuredContents: number;
                                /** @description Those that could not be measured, as something of them is damaged */
                                unreadable: number;
                            } | null;
                            /** @description Why it failed */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description Id of a user; null when nobody asked for it */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how sound the store is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Chunks that are damaged and out of service */
                            quarantinedChunks: number;
                            /** @description Things that are wrong with packs */
                            findings: number;
                            /** @description Images that need something damaged */
                            damagedImages: number;
                            /** @description Volumes and snapshots that do */
                            damagedDisks: number;
                            /** @description The last one that went through the whole store */
                            lastScrub: {
                                /** @description A UUID */
                                id: string;
                                /** @enum {string} */
                                kind: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                                request: {
                                    /** @enum {string} */
                                    kind: "collection";
                                    /** @description Change nothing, and tell what would be freed */
                                    dryRun?: boolean;
                                    /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                                    removeStrangers?: boolean;
                                } | {
                                    /** @enum {string} */
                                    kind: "compression";
                                    /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                                    unusedFor?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "scrub";
                                } | {
                                    /** @enum {string} */
                                    kind: "accounting";
                                } | {
                                    /** @enum {string} */
                                    kind: "heal";
                                } | {
                                    /** @enum {string} */
                                    kind: "reseal";
                                };
                                /** @enum {string} */
                                status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                                /** @description What has come of it so far, or at all; null before there is anything to tell */
                                figures: {
                                    /** @enum {string} */
                                    step: "mark" | "sweep" | "delete" | "done";
                                    /** @description Trees that were walked; those of images twice */
                                    roots: number;
                                    kept: {
                                        /** @description Needed by images */
                                        content: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by uploads that wait for their import, and not by images */
                                        staged: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by images in the trash only */
                                        trash: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by volumes and snapshots, and not by images */
                                        disks: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                    };
                                    /** @description When the first and the last of the trash are given up, in milliseconds since the epoch */
                                    trash: {
                                        firstPurge: number;
                                        lastPurge: number;
                                    } | null;
                                    /** @description What nothing needs, but an upload may have used since the oldest one that was running began */
                                    held: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Uploads that were running, and until when the last of them is taken for alive */
                                    uploads: {
                                        count: number;
                                        until: number | null;
                                    };
                                    /** @description What was forgotten, or would be */
                                    swept: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Packs in which nothing was left */
                                    deletedPacks: {
                                        packs: number;
                                        bytes: number;
                                    };
                                    /** @description Packs that the database does not know */
                                    strangerPacks: {
                                        packs: number;
                                        bytes: number;
                                    };
                                    /** @description Trees that could not be walked: what they might reach is kept */
                                    damagedTrees: number;
                                    /** @description The first hundred of them */
                                    damaged: {
                                        imageId: string;
                                        place: string;
                                        reason: string;
                                    }[];
                                    /** @description The first hundred of them */
                                    damagedDisks: {
                                        id: string;
                                        place: string;
                                        reason: string;
                                    }[];
                                    /** @description Null before it has begun */
                                    compaction: {
                                        /** @description Packs that were rewritten and are gone */
                                        rewrittenPacks: number;
                                        /** @description What was copied */
                                        moved: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        readBytes: number;
                                        /** @description Bytes that the packs take less than before */
                                        freedBytes: number;
                                        /** @description Processor time of checking and compressing, in milliseconds */
                                        cpu: number;
                                        /** @description Chunks and packs that are not what was stored, and were left as they are */
                                        damages: number;
                                        /** @description The first hundred of them */
                                        damage: string[];
                                        /** @description Why it ended before everything was done */
                                        stoppedBy: ("budget" | "storage-full") | null;
                                    } | null;
                                } | {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | {
                                    /**
                                     * @description Packs first, then the images
                                     * @enum {string}
                                     */
                                    phase: "packs" | "images";
                                    /** @description The last pack that was checked */
                                    lastPack: string | null;
                                    /** @description Packs that were checked */
                                    packs: number;
                                    /** @description Bytes that were read */
                                    bytes: number;
                                    /** @description Packs there were when the scrub began */
                                    totalPacks: number;
                                    /** @description Bytes there were when the scrub began */
                                    totalBytes: number;
                                    chunks: number;
                                    /** @description Packs with something wrong, see the findings */
                                    faultyPacks: number;
                                    /** @description Chunks that were taken out of service */
                                    quarantined: number;
                                    /** @description Chunks that are back in service */
                                    healed: number;
                                    /** @description Labels of images that were damaged, and are written anew */
                                    damagedLabels: number;
                                    /** @description Contents of images that were looked through */
                                    contents: number;
                                    /** @description Those of them that reach something damaged */
                                    damagedContents: number;
                                } | {
                                    /** @description Chunks that are back in service */
                                    healed: number;
                                    /** @description Chunks that are still out of service */
                                    left: number;
                                    /** @description Why the copies could not be read */
                                    failure: string | null;
                                    /** @description Contents of images that were looked through */
                                    contents: number;
                                    /** @description Those of them that reach something damaged */
                                    damagedContents: number;
                                } | {
                                    /** @enum {string} */
                                    phase: "packs" | "labels" | "count" | "done";
                                    /** @description Null before it has begun */
                                    rewriting: {
                                        /** @description Packs that were rewritten and are gone */
                                        rewrittenPacks: number;
                                        /** @description What was copied */
                                        moved: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        readBytes: number;
                                        /** @description Bytes that the packs take less than before */
                                        freedBytes: number;
                                        /** @description Processor time of checking and compressing, in milliseconds */
                                        cpu: number;
                                        /** @description Chunks and packs that are not what was stored, and were left as they are */
                                        damages: number;
                                        /** @description The first hundred of them */
                                        damage: string[];
                                        /** @description Why it ended before everything was done */
                                        stoppedBy: ("budget" | "storage-full") | null;
                                    } | null;
                                    /** @description Labels that were written anew */
                                    labels: number;
                                    /** @description Packs that lie open or under another key; null until they are counted in the end */
                                    packsLeft: number | null;
                                    /** @description Labels that lie open or under another key; null until they are counted in the end */
                                    labelsLeft: number | null;
                                } | {
                                    /** @description Contents of images, the trash included */
                                    contents: number;
                                    measuredContents: number;
                                    /** @description Those that could not be measured, as something of them is damaged */
                                    unreadable: number;
                                } | null;
                                /** @description Why it failed */
                                failure: string | null;
                                cancelRequested: boolean;
                                /** @description Id of a user; null when nobody asked for it */
                                requestedBy: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                finishedAt: string | null;
                            } | null;
                            /** @description The one that is under way */
                            currentScrub: {
                                /** @description A UUID */
                                id: string;
                                /** @enum {string} */
                                kind: "collection" | "compression" | "scrub" | "heal" | "reseal" | "accounting";
                                request: {
                                    /** @enum {string} */
                                    kind: "collection";
                                    /** @description Change nothing, and tell what would be freed */
                                    dryRun?: boolean;
                                    /** @description Delete packs that the database does not know. After an older database was restored they may be all that is left of younger images. */
                                    removeStrangers?: boolean;
                                } | {
                                    /** @enum {string} */
                                    kind: "compression";
                                    /** @description Seconds without a read after which a pack is cold; by setting otherwise */
                                    unusedFor?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "scrub";
                                } | {
                                    /** @enum {string} */
                                    kind: "accounting";
                                } | {
                                    /** @enum {string} */
                                    kind: "heal";
                                } | {
                                    /** @enum {string} */
                                    kind: "reseal";
                                };
                                /** @enum {string} */
                                status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
                                /** @description What has come of it so far, or at all; null before there is anything to tell */
                                figures: {
                                    /** @enum {string} */
                                    step: "mark" | "sweep" | "delete" | "done";
                                    /** @description Trees that were walked; those of images twice */
                                    roots: number;
                                    kept: {
                                        /** @description Needed by images */
                                        content: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by uploads that wait for their import, and not by images */
                                        staged: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by images in the trash only */
                                        trash: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        /** @description Needed by volumes and snapshots, and not by images */
                                        disks: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                    };
                                    /** @description When the first and the last of the trash are given up, in milliseconds since the epoch */
                                    trash: {
                                        firstPurge: number;
                                        lastPurge: number;
                                    } | null;
                                    /** @description What nothing needs, but an upload may have used since the oldest one that was running began */
                                    held: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Uploads that were running, and until when the last of them is taken for alive */
                                    uploads: {
                                        count: number;
                                        until: number | null;
                                    };
                                    /** @description What was forgotten, or would be */
                                    swept: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    /** @description Packs in which nothing was left */
                                    deletedPacks: {
                                        packs: number;
                                        bytes: number;
                                    };
                                    /** @description Packs that the database does not know */
                                    strangerPacks: {
                                        packs: number;
                                        bytes: number;
                                    };
                                    /** @description Trees that could not be walked: what they might reach is kept */
                                    damagedTrees: number;
                                    /** @description The first hundred of them */
                                    damaged: {
                                        imageId: string;
                                        place: string;
                                        reason: string;
                                    }[];
                                    /** @description The first hundred of them */
                                    damagedDisks: {
                                        id: string;
                                        place: string;
                                        reason: string;
                                    }[];
                                    /** @description Null before it has begun */
                                    compaction: {
                                        /** @description Packs that were rewritten and are gone */
                                        rewrittenPacks: number;
                                        /** @description What was copied */
                                        moved: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        readBytes: number;
                                        /** @description Bytes that the packs take less than before */
                                        freedBytes: number;
                                        /** @description Processor time of checking and compressing, in milliseconds */
                                        cpu: number;
                                        /** @description Chunks and packs that are not what was stored, and were left as they are */
                                        damages: number;
                                        /** @description The first hundred of them */
                                        damage: string[];
                                        /** @description Why it ended before everything was done */
                                        stoppedBy: ("budget" | "storage-full") | null;
                                    } | null;
                                } | {
                                    /** @description Packs that were rewritten and are gone */
                                    rewrittenPacks: number;
                                    /** @description What was copied */
                                    moved: {
                                        chunks: number;
                                        /** @description As they are stored */
                                        bytes: number;
                                    };
                                    readBytes: number;
                                    /** @description Bytes that the packs take less than before */
                                    freedBytes: number;
                                    /** @description Processor time of checking and compressing, in milliseconds */
                                    cpu: number;
                                    /** @description Chunks and packs that are not what was stored, and were left as they are */
                                    damages: number;
                                    /** @description The first hundred of them */
                                    damage: string[];
                                    /** @description Why it ended before everything was done */
                                    stoppedBy: ("budget" | "storage-full") | null;
                                } | {
                                    /**
                                     * @description Packs first, then the images
                                     * @enum {string}
                                     */
                                    phase: "packs" | "images";
                                    /** @description The last pack that was checked */
                                    lastPack: string | null;
                                    /** @description Packs that were checked */
                                    packs: number;
                                    /** @description Bytes that were read */
                                    bytes: number;
                                    /** @description Packs there were when the scrub began */
                                    totalPacks: number;
                                    /** @description Bytes there were when the scrub began */
                                    totalBytes: number;
                                    chunks: number;
                                    /** @description Packs with something wrong, see the findings */
                                    faultyPacks: number;
                                    /** @description Chunks that were taken out of service */
                                    quarantined: number;
                                    /** @description Chunks that are back in service */
                                    healed: number;
                                    /** @description Labels of images that were damaged, and are written anew */
                                    damagedLabels: number;
                                    /** @description Contents of images that were looked through */
                                    contents: number;
                                    /** @description Those of them that reach something damaged */
                                    damagedContents: number;
                                } | {
                                    /** @description Chunks that are back in service */
                                    healed: number;
                                    /** @description Chunks that are still out of service */
                                    left: number;
                                    /** @description Why the copies could not be read */
                                    failure: string | null;
                                    /** @description Contents of images that were looked through */
                                    contents: number;
                                    /** @description Those of them that reach something damaged */
                                    damagedContents: number;
                                } | {
                                    /** @enum {string} */
                                    phase: "packs" | "labels" | "count" | "done";
                                    /** @description Null before it has begun */
                                    rewriting: {
                                        /** @description Packs that were rewritten and are gone */
                                        rewrittenPacks: number;
                                        /** @description What was copied */
                                        moved: {
                                            chunks: number;
                                            /** @description As they are stored */
                                            bytes: number;
                                        };
                                        readBytes: number;
                                        /** @description Bytes that the packs take less than before */
                                        freedBytes: number;
                                        /** @description Processor time of checking and compressing, in milliseconds */
                                        cpu: number;
                                        /** @description Chunks and packs that are not what was stored, and were left as they are */
                                        damages: number;
                                        /** @description The first hundred of them */
                                        damage: string[];
                                        /** @description Why it ended before everything was done */
                                        stoppedBy: ("budget" | "storage-full") | null;
                                    } | null;
                                    /** @description Labels that were written anew */
                                    labels: number;
                                    /** @description Packs that lie open or under another key; null until they are counted in the end */
                                    packsLeft: number | null;
                                    /** @description Labels that lie open or under another key; null until they are counted in the end */
                                    labelsLeft: number | null;
                                } | {
                                    /** @description Contents of images, the trash included */
                                    contents: number;
                                    measuredContents: number;
                                    /** @description Those that could not be measured, as something of them is damaged */
                                    unreadable: number;
                                } | null;
                                /** @description Why it failed */
                                failure: string | null;
                                cancelRequested: boolean;
                                /** @description Id of a user; null when nobody asked for it */
                                requestedBy: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                finishedAt: string | null;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what scrubs found wrong with packs */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `nextMarker` of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            findings: {
                                /** @description Id of the pack, which is also the name of its file or object */
                                pack: string;
                                /** @enum {string} */
                                kind: "pack-missing" | "pack-unknown" | "pack-damaged" | "index-differs" | "chunks-damaged" | "waste-damaged";
                                /** @description How many chunks it is about; 1 for the pack itself */
                                count: number;
                                detail: string;
                                /** Format: date-time */
                                seenAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the chunks that are damaged and out of service */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `nextMarker` of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chunks: {
                                /** @description SHA-256 of the bytes that it should have */
                                id: string;
                                pack: string;
                                /** @description Where its bytes lie in the pack */
                                offset: number;
                                /** @description Of the stored bytes */
                                length: number;
                                /** @enum {string} */
                                damage: "corrupt" | "unreadable" | "missing";
                                /** Format: date-time */
                                foundAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/damaged-images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the images that need something damaged, as the last scrub or attempt to heal saw it */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `nextMarker` of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            images: {
                                id: string;
                                name: string | null;
                                /** @description Id of the project */
                                owner: string;
                                /**
                                 * @description What the damaged bytes are to the image
                                 * @enum {string}
                                 */
                                place: "content" | "staged" | "trash" | "view";
                                /** @description Chunks of 256 KiB that cannot be read */
                                chunks: number;
                                /** @description Pages of the tree that cannot be read; each stands for 256 MiB or more */
                                pages: number;
                                /** Format: date-time */
                                checkedAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/damaged-disks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the volumes and snapshots that need something damaged, as the last scrub or attempt to heal saw it */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `nextMarker` of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            disks: {
                                /** @enum {string} */
                                kind: "volume" | "snapshot";
                                id: string;
                                name: string | null;
                                /** @description Id of the project */
                                owner: string;
                                /** @description Chunks of 256 KiB that cannot be read */
                                chunks: number;
                                /** @description Pages of the tree that cannot be read; each stands for 256 MiB or more */
                                pages: number;
                                /** Format: date-time */
                                checkedAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what an image takes in the store */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Size of the data */
                            logicalBytes: number | null;
                            /** @description Stored length of the distinct chunks that it reaches */
                            storedBytes: number | null;
                            /** @description Of those, what nothing else in the project reaches */
                            uniqueBytes: number | null;
                            /** @description The rest of them */
                            sharedBytes: number | null;
                            /** @description What was measured is as of then; null when it was not yet */
                            measuredAt: string | null;
                            /** @description Seen by administrators, null for others: what the projects have in common */
                            acrossProjects: {
                                /** @description Stored bytes that its upload added */
                                addedBytes: number | null;
                                /** @description What nothing else in the store reaches: deleting it, and emptying the trash, frees that much */
                                uniqueBytes: number | null;
                                /** @description The rest of them */
                                sharedBytes: number | null;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a project has in the store */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the project */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Sizes of images and of what is staged, without the trash */
                            logicalBytes: number;
                            /** @description Sizes of the images in the trash */
                            trashLogicalBytes: number | null;
                            /** @description Sizes of the snapshots */
                            snapshotLogicalBytes: number | null;
                            /** @description Stored length of the distinct chunks that anything in the project reaches: images, the trash, snapshots, what volumes stand on, disks unpacked from images and prepared exports */
                            storedBytes: number | null;
                            /** @description Of those, what only volumes and snapshots reach */
                            disksStoredBytes: number | null;
                            /** @description What was measured is as of then; null when it was not yet */
                            measuredAt: string | null;
                            /** @description Seen by administrators, null for others: what the projects have in common */
                            acrossProjects: {
                                /** @description What nothing else in the store reaches: deleting it, and emptying the trash, frees that much */
                                uniqueBytes: number | null;
                                /** @description The rest of them */
                                sharedBytes: number | null;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}/storage/families": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what the families of a project take, by name */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `nextMarker` of the page before */
                    marker?: string;
                };
                header?: never;
                path: {
                    /** @description Id of the project */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            families: {
                                /** @description Null for the images without one */
                                family: string | null;
                                images: number;
                                logicalBytes: number;
                                /** @description Stored length of the distinct chunks that its images reach */
                                storedBytes: number;
                                /** @description Of those, what nothing else in the project reaches */
                                uniqueBytes: number;
                                /** @description The rest of them */
                                sharedBytes: number;
                                /** @description What was measured is as of then; null when it was not yet */
                                measuredAt: string | null;
                                /** @description Seen by administrators, null for others: what the projects have in common */
                                acrossProjects: {
                                    /** @description What nothing else in the store reaches: deleting it, and emptying the trash, frees that much */
                                    uniqueBytes: number | null;
                                    /** @description The rest of them */
                                    sharedBytes: number | null;
                                } | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what the store holds and takes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            packs: number;
                            /** @description What the packs take, with what is garbage by now */
                            packBytes: number;
                            /** @description Distinct chunks in them */
                            chunks: number;
                            /** @description Trees that something needs: images, staged ones and the trash included, their unpacked disks and prepared exports, snapshots, volumes */
                            contents: number | null;
                            /** @description Sizes of images and snapshots */
                            logicalBytes: number | null;
                            /** @description Distinct chunks of those trees, before compression */
                            distinctBytes: number | null;
                            /** @description Their distinct chunks, as they are stored */
                            storedBytes: number | null;
                            /** @description logicalBytes by distinctBytes: what zeroes and chunks in common have saved */
                            dedupRatio: number | null;
                            /** @description distinctBytes by storedBytes */
                            compressionRatio: number | null;
                            /** @description What was measured is as of then; null when it was not yet */
                            measuredAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what is missing of a push */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of the image, in bytes */
                            size: number;
                            /** @description Bytes that parts have been taken for */
                            received: number;
                            /** @description The first thousand stretches that have not come, in order */
                            missing: {
                                offset: number;
                                length: number;
                            }[];
                            /** @description A part begins at a multiple of it, and ends at one or with the image */
                            partGrid: number;
                            /** @description The most bytes of the image that one part covers */
                            partMax: number;
                            /**
                             * Format: date-time
                             * @description When it is given up, unless a part comes before
                             */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Begin to push the data of a queued image, or go on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        size: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of the image, in bytes */
                            size: number;
                            /** @description Bytes that parts have been taken for */
                            received: number;
                            /** @description The first thousand stretches that have not come, in order */
                            missing: {
                                offset: number;
                                length: number;
                            }[];
                            /** @description A part begins at a multiple of it, and ends at one or with the image */
                            partGrid: number;
                            /** @description The most bytes of the image that one part covers */
                            partMax: number;
                            /**
                             * Format: date-time
                             * @description When it is given up, unless a part comes before
                             */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Give a push up, with all that has come */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/push/parts/{start}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send a part of a push
         * @description The body is a series of instructions: zeros, chunks to copy from the named sources by their place in them, and chunks that come along, each with the SHA-256 of its plain bytes, plain or as a zstd frame. A part is taken as a whole or not at all, and 409 says that some of it has come before.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Images that the part copies from, by number from 0; given again for each */
                    source?: string | string[];
                };
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                    start: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": unknown;
                };
            };
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/push/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the image active with what was pushed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Root of the tree that the parts have to add up to */
                        root?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            status: string;
                            size: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what the data of an image is named by */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Id of the tree: equal roots are equal content */
                            root: string;
                            /** @description Bytes */
                            size: number;
                            /** @description Bytes in every chunk but the last */
                            chunkSize: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/tree/ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ids of chunks of an image
         * @description The ids of consecutive chunks, 32 bytes each; 32 zero bytes stand for a chunk of zeros.
         */
        get: {
            parameters: {
                query: {
                    /** @description Number of a chunk, counted from 0 */
                    first: number;
                    count: number;
                };
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As many ids as were asked for, or as there are */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/tree/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch chunks of an image
         * @description The answer is a series of chunks in the order in which they were asked for, each with its id, plain or as a zstd frame, in the format of the parts of a push.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Chunks that are wanted, 1024 in all at most; zeros among them are left out */
                        runs: {
                            /** @description Number of a chunk, counted from 0 */
                            first: number;
                            count: number;
                        }[];
                        /**
                         * @description Compress also what lies plain in the store: for slow lines
                         * @default true
                         */
                        compress?: boolean;
                    };
                };
            };
            responses: {
                /** @description The chunks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the disk of an image as a file of any format, or one range of it
         * @description The size is known at once, ranges are served, and `ETag` names the bytes: the same image is the same file, so a download that broke goes on with `Range` and `If-Range`. 409 says that a file has to be prepared first.
         */
        get: {
            parameters: {
                query: {
                    /** @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first. */
                    format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                };
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The whole file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description The bytes of the range */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/export/sha256": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the SHA-256 of such a file
         * @description Once it was prepared; 409 before.
         */
        get: {
            parameters: {
                query: {
                    /** @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first. */
                    format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                };
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As `sha256sum` writes it and `sha256sum --check` reads it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was prepared of an image */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            exports: {
                                /**
                                 * @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first.
                                 * @enum {string}
                                 */
                                format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                                /** @enum {string} */
                                status: "preparing" | "ready" | "failed";
                                /** @description Bytes that were worked through, while it is being prepared */
                                progress: {
                                    done: number;
                                    total: number | null;
                                } | null;
                                /** @description Of the file, in bytes */
                                size: number | null;
                                /** @description Of all bytes of the file, in hex */
                                sha256: string | null;
                                /** @description Why it failed */
                                failure: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Prepare the disk of an image as a file
         * @description Makes the checksum of the file, and the file itself where it is compressed, in the background; once for all who ask. What nobody takes for long is given up.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first.
                         * @enum {string}
                         */
                        format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first.
                             * @enum {string}
                             */
                            format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                            /** @enum {string} */
                            status: "preparing" | "ready" | "failed";
                            /** @description Bytes that were worked through, while it is being prepared */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Of the file, in bytes */
                            size: number | null;
                            /** @description Of all bytes of the file, in hex */
                            sha256: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/exports/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how far a file is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                    /** @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first. */
                    format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first.
                             * @enum {string}
                             */
                            format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                            /** @enum {string} */
                            status: "preparing" | "ready" | "failed";
                            /** @description Bytes that were worked through, while it is being prepared */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Of the file, in bytes */
                            size: number | null;
                            /** @description Of all bytes of the file, in hex */
                            sha256: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Cancel the preparation of a file, or give the file up */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                    /** @description What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` (monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first. */
                    format: "raw" | "qcow2" | "qcow2-zlib" | "qcow2-zstd" | "vhd" | "vhd-fixed" | "vhdx" | "vmdk" | "vmdk-stream";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/image-pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the image pools, by name */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last one of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            pools: {
                                id: string;
                                name: string;
                                /** @description What it is for */
                                description: string | null;
                                /** @description Where its files lie; null for those who are no administrators */
                                place: ({
                                    /** @enum {string} */
                                    kind: "directory";
                                    /** @description On the host of the service, absolute, without symbolic links */
                                    path: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "s3";
                                    /** @description Reached with the settings store.s3 of the service */
                                    bucket: string;
                                    /** @description Before every key, such as desktops/; may be empty */
                                    prefix: string;
                                }) | null;
                                usage: {
                                    /** @description Files of desktop images */
                                    artefacts: number;
                                    /** @description What they take, in bytes */
                                    bytes: number;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an image pool; for administrators
         * @description The directory or bucket has to be there and to be writable, and belongs to the pool from then on. Nothing in it is touched but what the pool has put there.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description No two pools have the same */
                        name: string;
                        description?: string | null;
                        place: {
                            /** @enum {string} */
                            kind: "directory";
                            /** @description On the host of the service, absolute, without symbolic links */
                            path: string;
                        } | {
                            /** @enum {string} */
                            kind: "s3";
                            /** @description Reached with the settings store.s3 of the service */
                            bucket: string;
                            /** @description Before every key, such as desktops/; may be empty */
                            prefix: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** @description What it is for */
                            description: string | null;
                            /** @description Where its files lie; null for those who are no administrators */
                            place: ({
                                /** @enum {string} */
                                kind: "directory";
                                /** @description On the host of the service, absolute, without symbolic links */
                                path: string;
                            } | {
                                /** @enum {string} */
                                kind: "s3";
                                /** @description Reached with the settings store.s3 of the service */
                                bucket: string;
                                /** @description Before every key, such as desktops/; may be empty */
                                prefix: string;
                            }) | null;
                            usage: {
                                /** @description Files of desktop images */
                                artefacts: number;
                                /** @description What they take, in bytes */
                                bytes: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/image-pools/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an image pool */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** @description What it is for */
                            description: string | null;
                            /** @description Where its files lie; null for those who are no administrators */
                            place: ({
                                /** @enum {string} */
                                kind: "directory";
                                /** @description On the host of the service, absolute, without symbolic links */
                                path: string;
                            } | {
                                /** @enum {string} */
                                kind: "s3";
                                /** @description Reached with the settings store.s3 of the service */
                                bucket: string;
                                /** @description Before every key, such as desktops/; may be empty */
                                prefix: string;
                            }) | null;
                            usage: {
                                /** @description Files of desktop images */
                                artefacts: number;
                                /** @description What they take, in bytes */
                                bytes: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an image pool that has no files; for administrators */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename or describe an image pool; for administrators */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description No two pools have the same */
                        name?: string;
                        description?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** @description What it is for */
                            description: string | null;
                            /** @description Where its files lie; null for those who are no administrators */
                            place: ({
                                /** @enum {string} */
                                kind: "directory";
                                /** @description On the host of the service, absolute, without symbolic links */
                                path: string;
                            } | {
                                /** @enum {string} */
                                kind: "s3";
                                /** @description Reached with the settings store.s3 of the service */
                                bucket: string;
                                /** @description Before every key, such as desktops/; may be empty */
                                prefix: string;
                            }) | null;
                            usage: {
                                /** @description Files of desktop images */
                                artefacts: number;
                                /** @description What they take, in bytes */
                                bytes: number;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/image-pools/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look whether an image pool is there and can be written to; for administrators */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            usable: boolean;
                            /** @description Why it cannot be used, as a sentence */
                            problem: string | null;
                            /** @description Room of its file system; null where nobody knows it, as of a bucket */
                            totalBytes: number | null;
                            /** @description What is left of that */
                            freeBytes: number | null;
                            /** Format: date-time */
                            checkedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desktop-image-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List which file a desktop image becomes, and how it is judged, by what it is for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rules: {
                                /** @description As `reason` of the error of whoever breaks it */
                                reason: string;
                                /** @description Whom it is about; anybody where it does not say */
                                imageType?: string;
                                /** @description null: nobody has said it */
                                osType?: string | null;
                                /** @description File type of the parent */
                                parent?: string;
                                /** @description File types; none: it cannot be published at all */
                                allowed: string[];
                                sentence: string;
                            }[];
                            /** @description By which profile a disk is judged unless it is said, by the image type; null: by none */
                            profiles: {
                                vdi: string | null;
                                idv: string | null;
                                voi: string | null;
                                tci: string | null;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desktop-images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List desktop images, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last one of the page before */
                    marker?: string;
                    /** @description Of every project, for administrators */
                    allProjects?: boolean;
                    /** @description Only those that were published to this pool */
                    pool?: string;
                    /** @description Only children of this desktop image */
                    parent?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            desktopImages: {
                                /** @description Of the image, too */
                                id: string;
                                name: string | null;
                                projectId: string;
                                /** @enum {unknown} */
                                status: "publishing" | "active" | "deleting";
                                /** @description While it is being published */
                                publicationId: string | null;
                                /**
                                 * @description Where its desktops run: on a host, or on the endpoint
                                 * @enum {unknown}
                                 */
                                imageType: "vdi" | "idv" | "voi" | "tci";
                                osType: ("linux" | "windows") | null;
                                /** @enum {unknown} */
                                fileType: "qcow2" | "vhd";
                                /** @description Where it was published to */
                                poolId: string;
                                configuration: {
                                    /**
                                     * @description For any endpoint, or for those of one flavor
                                     * @enum {unknown}
                                     */
                                    kind: "general" | "dedicated";
                                    /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                                    flavor?: string | null;
                                };
                                /** @description The desktop image that it is a child of */
                                parentId: string | null;
                                /** @description Name of the machine that it was published from */
                                sourceName: string | null;
                                /** @description Its files, one for a pool */
                                artefacts: {
                                    poolId: string;
                                    /** @enum {unknown} */
                                    fileType: "qcow2" | "vhd";
                                    /** @enum {unknown} */
                                    status: "writing" | "ready";
                                    /** @description Of the file, in bytes */
                                    size: number | null;
                                    /** @description Of all its bytes, in hex */
                                    sha256: string | null;
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a desktop image of an image that is there
         * @description Its file is written and read back in the background: the answer is how that goes.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An image that is active and is a disk */
                        imageId: string;
                        /**
                         * @description Where its desktops run: on a host, or on the endpoint
                         * @enum {unknown}
                         */
                        imageType: "vdi" | "idv" | "voi" | "tci";
                        /** @description The desktop image that it was made from */
                        parentId?: string | null;
                        /** @description What is known of the source unless given */
                        osType?: ("linux" | "windows") | null;
                        /** @description What fits unless given; GET /desktop-image-rules says what that is */
                        fileType?: ("qcow2" | "vhd") | null;
                        /** @description Image pool where its file is to lie */
                        poolId: string;
                        configuration?: {
                            /**
                             * @description For any endpoint, or for those of one flavor
                             * @enum {unknown}
                             */
                            kind: "general" | "dedicated";
                            /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                            flavor?: string | null;
                        };
                        /** @description By which the disk is judged first: that of the image type unless given, null for none */
                        profile?: string | null;
                        /**
                         * @description Publish nothing that does not pass
                         * @default false
                         */
                        mustPass?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            kind: "clone" | "convert" | "import" | "deploy";
                            /** @enum {unknown} */
                            status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                            /** @description While it is running */
                            step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                            /** @description Of this step, in bytes */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            imageId: string;
                            poolId: string;
                            machineId: string | null;
                            snapshot: string | null;
                            projectId: string;
                            checks: {
                                profile: string;
                                mustPass: boolean;
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description What went otherwise, though the image is active */
                            warning: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desktop-images/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a desktop image */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of the image, too */
                            id: string;
                            name: string | null;
                            projectId: string;
                            /** @enum {unknown} */
                            status: "publishing" | "active" | "deleting";
                            /** @description While it is being published */
                            publicationId: string | null;
                            /**
                             * @description Where its desktops run: on a host, or on the endpoint
                             * @enum {unknown}
                             */
                            imageType: "vdi" | "idv" | "voi" | "tci";
                            osType: ("linux" | "windows") | null;
                            /** @enum {unknown} */
                            fileType: "qcow2" | "vhd";
                            /** @description Where it was published to */
                            poolId: string;
                            configuration: {
                                /**
                                 * @description For any endpoint, or for those of one flavor
                                 * @enum {unknown}
                                 */
                                kind: "general" | "dedicated";
                                /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                                flavor?: string | null;
                            };
                            /** @description The desktop image that it is a child of */
                            parentId: string | null;
                            /** @description Name of the machine that it was published from */
                            sourceName: string | null;
                            /** @description Its files, one for a pool */
                            artefacts: {
                                poolId: string;
                                /** @enum {unknown} */
                                fileType: "qcow2" | "vhd";
                                /** @enum {unknown} */
                                status: "writing" | "ready";
                                /** @description Of the file, in bytes */
                                size: number | null;
                                /** @description Of all its bytes, in hex */
                                sha256: string | null;
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a desktop image with its files
         * @description The image goes into the trash. 409 while it has children, or something else needs it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a desktop image, or say for which endpoints it is */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        configuration?: {
                            /**
                             * @description For any endpoint, or for those of one flavor
                             * @enum {unknown}
                             */
                            kind: "general" | "dedicated";
                            /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                            flavor?: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of the image, too */
                            id: string;
                            name: string | null;
                            projectId: string;
                            /** @enum {unknown} */
                            status: "publishing" | "active" | "deleting";
                            /** @description While it is being published */
                            publicationId: string | null;
                            /**
                             * @description Where its desktops run: on a host, or on the endpoint
                             * @enum {unknown}
                             */
                            imageType: "vdi" | "idv" | "voi" | "tci";
                            osType: ("linux" | "windows") | null;
                            /** @enum {unknown} */
                            fileType: "qcow2" | "vhd";
                            /** @description Where it was published to */
                            poolId: string;
                            configuration: {
                                /**
                                 * @description For any endpoint, or for those of one flavor
                                 * @enum {unknown}
                                 */
                                kind: "general" | "dedicated";
                                /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                                flavor?: string | null;
                            };
                            /** @description The desktop image that it is a child of */
                            parentId: string | null;
                            /** @description Name of the machine that it was published from */
                            sourceName: string | null;
                            /** @description Its files, one for a pool */
                            artefacts: {
                                poolId: string;
                                /** @enum {unknown} */
                                fileType: "qcow2" | "vhd";
                                /** @enum {unknown} */
                                status: "writing" | "ready";
                                /** @description Of the file, in bytes */
                                size: number | null;
                                /** @description Of all its bytes, in hex */
                                sha256: string | null;
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/desktop-images/{id}/artefacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy a desktop image: have its file in another pool, too */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        poolId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            kind: "clone" | "convert" | "import" | "deploy";
                            /** @enum {unknown} */
                            status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                            /** @description While it is running */
                            step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                            /** @description Of this step, in bytes */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            imageId: string;
                            poolId: string;
                            machineId: string | null;
                            snapshot: string | null;
                            projectId: string;
                            checks: {
                                profile: string;
                                mustPass: boolean;
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description What went otherwise, though the image is active */
                            warning: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desktop-images/{id}/artefacts/{pool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove the file of a desktop image from a pool that it was deployed to */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                    /** @description Id of an image pool */
                    pool: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desktop-images/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the file of a desktop image, or one range of it
         * @description `Repr-Digest` has the SHA-256 of the whole file, and `ETag` names its bytes, so a download that broke goes on with `Range` and `If-Range`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The one that it was published to unless given */
                    pool?: string;
                };
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The whole file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description The bytes of the range */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish what a machine holds as a desktop image; the machine stays
         * @description Its first disk is captured, judged, written to the image pool as a file and read back; then the image is active. The answer is how that goes.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the desktop image */
                        name: string;
                        /**
                         * @description Where its desktops run: on a host, or on the endpoint
                         * @enum {unknown}
                         */
                        imageType?: "vdi" | "idv" | "voi" | "tci";
                        /** @description It is a new version of this family */
                        family?: string | null;
                        /**
                         * @description Not the latest of the family until promoted
                         * @default false
                         */
                        held?: boolean;
                        /** @description What is known of the source unless given */
                        osType?: ("linux" | "windows") | null;
                        /** @description What fits unless given; GET /desktop-image-rules says what that is */
                        fileType?: ("qcow2" | "vhd") | null;
                        /** @description Image pool where its file is to lie */
                        poolId: string;
                        configuration?: {
                            /**
                             * @description For any endpoint, or for those of one flavor
                             * @enum {unknown}
                             */
                            kind: "general" | "dedicated";
                            /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                            flavor?: string | null;
                        };
                        /** @description By which the disk is judged first: that of the image type unless given, null for none */
                        profile?: string | null;
                        /**
                         * @description Publish nothing that does not pass
                         * @default false
                         */
                        mustPass?: boolean;
                        /** @description Name of a snapshot to be taken of the machine afterwards. Snapshots go with the disk that they are of: they are no backup */
                        snapshot?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            kind: "clone" | "convert" | "import" | "deploy";
                            /** @enum {unknown} */
                            status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                            /** @description While it is running */
                            step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                            /** @description Of this step, in bytes */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            imageId: string;
                            poolId: string;
                            machineId: string | null;
                            snapshot: string | null;
                            projectId: string;
                            checks: {
                                profile: string;
                                mustPass: boolean;
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description What went otherwise, though the image is active */
                            warning: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a machine that is stopped into a desktop image; the machine is deleted
         * @description As a clone, and the machine with its disk is deleted once the image is active, and not before.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the desktop image */
                        name: string;
                        /**
                         * @description Where its desktops run: on a host, or on the endpoint
                         * @enum {unknown}
                         */
                        imageType?: "vdi" | "idv" | "voi" | "tci";
                        /** @description It is a new version of this family */
                        family?: string | null;
                        /**
                         * @description Not the latest of the family until promoted
                         * @default false
                         */
                        held?: boolean;
                        /** @description What is known of the source unless given */
                        osType?: ("linux" | "windows") | null;
                        /** @description What fits unless given; GET /desktop-image-rules says what that is */
                        fileType?: ("qcow2" | "vhd") | null;
                        /** @description Image pool where its file is to lie */
                        poolId: string;
                        configuration?: {
                            /**
                             * @description For any endpoint, or for those of one flavor
                             * @enum {unknown}
                             */
                            kind: "general" | "dedicated";
                            /** @description Of dedicated ones: the name of a flavor, null for the default of the system */
                            flavor?: string | null;
                        };
                        /** @description By which the disk is judged first: that of the image type unless given, null for none */
                        profile?: string | null;
                        /**
                         * @description Publish nothing that does not pass
                         * @default false
                         */
                        mustPass?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            kind: "clone" | "convert" | "import" | "deploy";
                            /** @enum {unknown} */
                            status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                            /** @description While it is running */
                            step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                            /** @description Of this step, in bytes */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            imageId: string;
                            poolId: string;
                            machineId: string | null;
                            snapshot: string | null;
                            projectId: string;
                            checks: {
                                profile: string;
                                mustPass: boolean;
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description What went otherwise, though the image is active */
                            warning: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List publications, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last one of the page before */
                    marker?: string;
                    /** @description Of every project, for administrators */
                    allProjects?: boolean;
                    /** @description Only those of this image */
                    image?: string;
                    /** @description Only those of this machine */
                    machine?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            publications: {
                                id: string;
                                /** @enum {unknown} */
                                kind: "clone" | "convert" | "import" | "deploy";
                                /** @enum {unknown} */
                                status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                                /** @description While it is running */
                                step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                                /** @description Of this step, in bytes */
                                progress: {
                                    done: number;
                                    total: number | null;
                                } | null;
                                imageId: string;
                                poolId: string;
                                machineId: string | null;
                                snapshot: string | null;
                                projectId: string;
                                checks: {
                                    profile: string;
                                    mustPass: boolean;
                                    verdict: ("pass" | "fail" | "unknown") | null;
                                }[];
                                /** @description What went otherwise, though the image is active */
                                warning: string | null;
                                /** @description Why it failed */
                                failure: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                finishedAt: string | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how a publication goes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            kind: "clone" | "convert" | "import" | "deploy";
                            /** @enum {unknown} */
                            status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                            /** @description While it is running */
                            step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                            /** @description Of this step, in bytes */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            imageId: string;
                            poolId: string;
                            machineId: string | null;
                            snapshot: string | null;
                            projectId: string;
                            checks: {
                                profile: string;
                                mustPass: boolean;
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description What went otherwise, though the image is active */
                            warning: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publications/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a publication
         * @description It ends soon, and what it has done is taken back. 409 once the image is active.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its id, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            kind: "clone" | "convert" | "import" | "deploy";
                            /** @enum {unknown} */
                            status: "running" | "finishing" | "undoing" | "done" | "failed" | "cancelled";
                            /** @description While it is running */
                            step: ("waiting" | "capturing" | "writing" | "verifying" | "checking" | "activating") | null;
                            /** @description Of this step, in bytes */
                            progress: {
                                done: number;
                                total: number | null;
                            } | null;
                            imageId: string;
                            poolId: string;
                            machineId: string | null;
                            snapshot: string | null;
                            projectId: string;
                            checks: {
                                profile: string;
                                mustPass: boolean;
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description What went otherwise, though the image is active */
                            warning: string | null;
                            /** @description Why it failed */
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the limits of the console */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Bytes of the largest file that a browser uploads */
                            browserUpload: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search images
         * @description The Image API has other filters: `GET /v2/images`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Beginnings of words in name, tags, family, description and system, all of them; or an id */
                    text?: string;
                    /** @description Of the project itself, what others share with it, or what everybody sees */
                    whose?: "own" | "shared" | "public";
                    status?: "queued" | "saving" | "active" | "uploading" | "importing" | "deactivated";
                    visibility?: "private" | "shared" | "community" | "public";
                    format?: "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                    /** @description Name of a family */
                    family?: string;
                    /** @description Id of the project that owns them */
                    project?: string;
                    /** @description Of each family its youngest image only, with the number of all */
                    heads?: boolean;
                    order?: "created" | "updated" | "size" | "name";
                    limit?: number;
                    /** @description Last image of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            images: {
                                id: string;
                                name: string | null;
                                projectId: string;
                                family: string | null;
                                /** @enum {unknown} */
                                status: "queued" | "saving" | "active" | "uploading" | "importing" | "deactivated" | "deleted";
                                /** @enum {unknown} */
                                visibility: "private" | "shared" | "community" | "public";
                                diskFormat: string | null;
                                /** @description Bytes; null while it has no data */
                                size: number | null;
                                /** @description Bytes that a guest sees as its disk */
                                virtualSize: number | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Newest of this is the latest; null while it is held back */
                                releasedAt: string | null;
                                /** @description Its layer is kept ready */
                                optimized: boolean;
                                deprecation: {
                                    /**
                                     * @description As the clock has it
                                     * @enum {unknown}
                                     */
                                    state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                    /** @description From then on it is not the latest of its family */
                                    deprecatedAt: string | null;
                                    /** @description From then on it is not for new disks either */
                                    obsoleteAt: string | null;
                                    /** @description The image to use instead */
                                    replacementId: string | null;
                                    reason: string | null;
                                };
                                protected: boolean;
                                /** @description Its property `description` */
                                description: string | null;
                                /** @description What runs on it, by its properties `os_distro` and `os_version` */
                                system: string | null;
                                tags: string[];
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description Why it waits for data again */
                                failure: string | null;
                                /** @description Images that `heads` folds into it, itself included; 1000 is as many or more */
                                versions: number;
                                /** @description Bytes that have come of it, while it is pushed */
                                push: {
                                    received: number;
                                    size: number;
                                } | null;
                                /** @description Id of what makes it, while it is `importing` */
                                operation: string | null;
                                /** @description Bytes of its distinct chunks as they are stored; null until that was measured */
                                stored: number | null;
                                /** @description Of those, what nothing else of its project has */
                                unique: number | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create an image from another image, a snapshot, a volume or a URL */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Where its bytes come from */
                        source: {
                            /** @description Id of an image whose data may be read: a pointer to the same bytes */
                            image: string;
                        } | {
                            /** @description Id of a snapshot: a pointer to the same bytes */
                            snapshot: string;
                        } | {
                            /** @description Id of an available volume, which is locked while it is read */
                            volume: string;
                        } | {
                            /** @description Downloaded in the background; the formats have to be said */
                            url: string;
                        };
                        name?: string | null;
                        /** @enum {unknown} */
                        visibility?: "private" | "shared" | "community" | "public";
                        protected?: boolean;
                        hidden?: boolean;
                        /** @enum {unknown} */
                        diskFormat?: "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
                        /** @enum {unknown} */
                        containerFormat?: "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
                        /** @description GiB */
                        minDisk?: number;
                        /** @description MiB */
                        minRam?: number;
                        tags?: string[];
                        properties?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string | null;
                            /** @description `active`, or `importing` while the data comes */
                            status: string;
                            /** @description Bytes; null as long as there are none */
                            size: number | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/disk-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show whether the disk in an image is there */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description Of raw and ISO images the disk is always `ready`. Of others it is `making` while it is unpacked, `absent` until something needs it, `failed` when it cannot be had, and `none` for an image that holds no disk
                             * @enum {unknown}
                             */
                            status: "ready" | "absent" | "making" | "failed" | "none";
                            /** @description Bytes of the disk, when it is ready */
                            virtualSize: number | null;
                            /** @description How far it has come, or why there is none */
                            message: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Unpack the disk in an image */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description Of raw and ISO images the disk is always `ready`. Of others it is `making` while it is unpacked, `absent` until something needs it, `failed` when it cannot be had, and `none` for an image that holds no disk
                             * @enum {unknown}
                             */
                            status: "ready" | "absent" | "making" | "failed" | "none";
                            /** @description Bytes of the disk, when it is ready */
                            virtualSize: number | null;
                            /** @description How far it has come, or why there is none */
                            message: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the quotas of a project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the project */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Images outside the trash */
                            images: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Sum of their sizes, of what is staged and of uploads that are under way */
                            imageBytes: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Images whose layers are kept ready */
                            optimizedImages: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Volumes */
                            volumes: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Snapshots of volumes */
                            snapshots: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description GiB that volumes and snapshots promise altogether */
                            volumeGib: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description GiB of one volume; nothing is counted */
                            largestVolumeGib: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Machines */
                            machines: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Virtual processors of machines altogether */
                            vcpus: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description MiB of memory of machines altogether */
                            memoryMib: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Set quotas of a project; what is left out stays */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the project */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description -1 for none, null for that of the installation */
                        images?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        imageBytes?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        optimizedImages?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        volumes?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        snapshots?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        volumeGib?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        largestVolumeGib?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        machines?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        vcpus?: number | null;
                        /** @description -1 for none, null for that of the installation */
                        memoryMib?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Images outside the trash */
                            images: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Sum of their sizes, of what is staged and of uploads that are under way */
                            imageBytes: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Images whose layers are kept ready */
                            optimizedImages: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Volumes */
                            volumes: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Snapshots of volumes */
                            snapshots: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description GiB that volumes and snapshots promise altogether */
                            volumeGib: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description GiB of one volume; nothing is counted */
                            largestVolumeGib: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Machines */
                            machines: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description Virtual processors of machines altogether */
                            vcpus: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                            /** @description MiB of memory of machines altogether */
                            memoryMib: {
                                /** @description -1 for none */
                                limit: number;
                                usage: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the profiles that images are judged by, with their rules */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            profiles: {
                                id: string;
                                version: string;
                                title: {
                                    en: string;
                                    ru: string;
                                };
                                description: {
                                    en: string;
                                    ru: string;
                                };
                                rules: {
                                    id: string;
                                    /** @enum {unknown} */
                                    severity: "requirement" | "recommendation";
                                    title: {
                                        en: string;
                                        ru: string;
                                    };
                                    reason: {
                                        en: string;
                                        ru: string;
                                    };
                                    remedy: {
                                        en: string;
                                        ru: string;
                                    };
                                    applies?: {
                                        /** @enum {unknown} */
                                        family?: "linux" | "windows";
                                        /** @description ID of os-release(5), one of these */
                                        id?: string[];
                                    };
                                    /** @description What is asked of the image, as data: see the documentation of profiles */
                                    check: {
                                        [key: string]: unknown;
                                    };
                                }[];
                            }[];
                            /** @description Ids of those that ask what only a boot test shows */
                            takeBoot: string[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reports of an image, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last report of the page before */
                    marker?: string;
                };
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reports: {
                                id: string;
                                imageId: string;
                                /** @description Root hash of the disk; null until that is there */
                                root: string | null;
                                /** @enum {unknown} */
                                status: "waiting" | "running" | "done" | "failed" | "cancelled";
                                /** @description Why it failed: a sentence */
                                failure: string | null;
                                cancelRequested: boolean;
                                profiles: {
                                    id: string;
                                    version: string;
                                    /** @description SHA-256 of its rules */
                                    hash: string;
                                    /** @description null until the report is done */
                                    verdict: ("pass" | "fail" | "unknown") | null;
                                }[];
                                /** @description A user; null for the policy of the project */
                                requestedBy: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                finishedAt: string | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Have an image looked into and judged */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All that take no boot test unless given */
                        profiles?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            imageId: string;
                            /** @description Root hash of the disk; null until that is there */
                            root: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            profiles: {
                                id: string;
                                version: string;
                                /** @description SHA-256 of its rules */
                                hash: string;
                                /** @description null until the report is done */
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description A user; null for the policy of the project */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/boot-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a throw-away copy of an image started, and judged by what it does */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            imageId: string;
                            /** @description Root hash of the disk; null until that is there */
                            root: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            profiles: {
                                id: string;
                                version: string;
                                /** @description SHA-256 of its rules */
                                hash: string;
                                /** @description null until the report is done */
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description A user; null for the policy of the project */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a report with all that was found */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the report, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            imageId: string;
                            /** @description Root hash of the disk; null until that is there */
                            root: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            profiles: {
                                id: string;
                                version: string;
                                /** @description SHA-256 of its rules */
                                hash: string;
                                /** @description null until the report is done */
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description A user; null for the policy of the project */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                            /** @description What is on the disk; null while nothing is known of it */
                            findings: {
                                layout: {
                                    size: number;
                                    table: ("gpt" | "mbr") | null;
                                    parts: {
                                        name: string;
                                        kind: "partition" | "logical-volume" | "whole-disk";
                                        type: string | null;
                                        label: string | null;
                                        offset: number | null;
                                        size: number;
                                        flags: ("bootable" | "esp" | "bios-boot" | "incomplete")[];
                                        content: {
                                            /** @enum {string} */
                                            kind: "file-system";
                                            /** @enum {unknown} */
                                            type: "ext" | "fat" | "ntfs" | "xfs" | "btrfs";
                                            label: string | null;
                                            uuid: string | null;
                                            usage: {
                                                /** @enum {boolean} */
                                                known: true;
                                                value: {
                                                    size: number;
                                                    free: number;
                                                };
                                            } | {
                                                /** @enum {boolean} */
                                                known: false;
                                                reason: string;
                                            };
                                            warnings: ("not-clean" | "hibernated" | "errors")[];
                                        } | {
                                            /** @enum {string} */
                                            kind: "encrypted";
                                            scheme: "luks" | "bitlocker";
                                        } | {
                                            /** @enum {string} */
                                            kind: "physical-volume";
                                        } | {
                                            /** @enum {string} */
                                            kind: "swap";
                                        } | {
                                            /** @enum {string} */
                                            kind: "empty";
                                        } | {
                                            /** @enum {string} */
                                            kind: "unknown";
                                            reason: string;
                                        };
                                    }[];
                                    warnings: string[];
                                    usedEnd: number;
                                };
                                firmware: {
                                    /** @enum {boolean} */
                                    known: true;
                                    value: {
                                        bios: boolean;
                                        uefi: boolean;
                                    };
                                } | {
                                    /** @enum {boolean} */
                                    known: false;
                                    reason: string;
                                };
                                systems: {
                                    part: string;
                                    family: "linux" | "windows";
                                    os: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: {
                                            /** @enum {string} */
                                            family: "linux";
                                            id: string;
                                            like: string[];
                                            name: string;
                                            version: string | null;
                                            edition: string | null;
                                            build: string | null;
                                        } | {
                                            /** @enum {string} */
                                            family: "windows";
                                            name: string;
                                            version: string | null;
                                            edition: string | null;
                                            build: string | null;
                                            installation: string | null;
                                        };
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                    architecture: {
                                        /** @enum {boolean} */
                                        known: true;
                                        /** @enum {unknown} */
                                        value: "x86_64" | "i686" | "aarch64" | "armv7l" | "ppc64le" | "s390x" | "riscv64" | "loongarch64";
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                    packages: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: {
                                            /** @enum {unknown} */
                                            manager: "dpkg" | "rpm" | "apk" | "windows";
                                            installed: {
                                                name: string;
                                                version: string;
                                                architecture: string | null;
                                            }[];
                                            incomplete: {
                                                name: string;
                                                version: string;
                                                architecture: string | null;
                                                state: string;
                                            }[];
                                        };
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                    services: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: {
                                            name: string;
                                            /** @enum {unknown} */
                                            start: "enabled" | "static" | "disabled" | "masked" | "boot" | "system" | "automatic" | "manual";
                                            program: string | null;
                                        }[];
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                }[];
                            } | null;
                            results: {
                                profile: string;
                                version: string;
                                title: {
                                    en: string;
                                    ru: string;
                                };
                                /** @enum {unknown} */
                                verdict: "pass" | "fail" | "unknown";
                                rules: {
                                    id: string;
                                    /** @enum {unknown} */
                                    severity: "requirement" | "recommendation";
                                    /** @enum {unknown} */
                                    outcome: "pass" | "fail" | "warn" | "unknown" | "not-applicable";
                                    title: {
                                        en: string;
                                        ru: string;
                                    };
                                    reason: {
                                        en: string;
                                        ru: string;
                                    };
                                    remedy: {
                                        en: string;
                                        ru: string;
                                    };
                                    evidence: {
                                        /** @description A path, or the name of a package, service, key or part */
                                        path: string;
                                        /** @enum {unknown} */
                                        what: "there" | "missing" | "not-empty" | "link" | "no-match" | "installed" | "not-installed" | "half-installed" | "wrong-version" | "starts" | "does-not-start" | "no-service" | "value" | "no-value" | "system" | "encrypted" | "unreadable" | "cut-off" | "left-in-use" | "hibernated" | "file-type" | "answers" | "no-answer" | "finished" | "failed" | "refused" | "text" | "machine-id" | "private-key" | "public-key" | "access-token" | "password" | "password-hash" | "empty-password" | "hardware-address" | "lease";
                                        detail: string | null;
                                        /** @description First 12 hex digits of the SHA-256 of the file */
                                        digest: string | null;
                                    }[];
                                    unknownBecause: string[];
                                }[];
                            }[];
                            /** @description Properties that the image has now, and what is on its disk instead */
                            contradictions: {
                                property: string;
                                value: string;
                                found: string;
                            }[];
                            attachments: {
                                name: string;
                                mediaType: string;
                                /** @description In bytes */
                                size: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/attachments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a report has beside its rules: a picture of a screen, a log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the report, a UUID */
                    id: string;
                    /** @description As the report lists it */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Its bytes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": unknown;
                        "text/plain": unknown;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                        "text/plain": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a report as a page for people */
        get: {
            parameters: {
                query?: {
                    /** @description Accept-Language decides unless given */
                    lang?: "en" | "ru";
                };
                header?: never;
                path: {
                    /** @description Id of the report, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description HTML */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a report that is not done, soon */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the report, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            imageId: string;
                            /** @description Root hash of the disk; null until that is there */
                            root: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            profiles: {
                                id: string;
                                version: string;
                                /** @description SHA-256 of its rules */
                                hash: string;
                                /** @description null until the report is done */
                                verdict: ("pass" | "fail" | "unknown") | null;
                            }[];
                            /** @description A user; null for the policy of the project */
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/diffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the disk of an image compared with that of another one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the first image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of the second image: what it has beside the first counts as added */
                        with: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description Id of the first image */
                            before: string;
                            /** @description Id of the second one */
                            after: string;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/diffs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a comparison with what was found */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the comparison, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description Id of the first image */
                            before: string;
                            /** @description Id of the second one */
                            after: string;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                            /** @description null until it is done */
                            found: {
                                /** @description Bytes of the disks that differ */
                                changed: {
                                    all: number;
                                    /** @description In no part of the second disk: tables, boot code */
                                    elsewhere: number;
                                    /** @description Where something differs, so many bytes around it count */
                                    unit: number;
                                };
                                parts: {
                                    part: string;
                                    before: string | null;
                                    after: string | null;
                                    files: ({
                                        /** @enum {boolean} */
                                        known: true;
                                        value: {
                                            counts: {
                                                added: number;
                                                removed: number;
                                                kind: number;
                                                content: number;
                                                owner: number;
                                            };
                                            listed: {
                                                path: string;
                                                /** @enum {unknown} */
                                                change: "added" | "removed" | "kind" | "content" | "owner";
                                            }[];
                                            incomplete: string | null;
                                        };
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    }) | null;
                                    /** @description Bytes; null for a logical volume, which partitions count */
                                    changed: number | null;
                                }[];
                                /** @description Why the disks could not be looked into: a sentence; then only bytes were compared */
                                unknown: string | null;
                                /** @description Of the disks */
                                facts: {
                                    /** @enum {unknown} */
                                    fact: "size" | "partition-table" | "firmware" | "system" | "version" | "edition" | "build" | "architecture";
                                    before: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: string | null;
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                    after: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: string | null;
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                }[];
                                systems: {
                                    before: string | null;
                                    after: string | null;
                                    facts: {
                                        /** @enum {unknown} */
                                        fact: "size" | "partition-table" | "firmware" | "system" | "version" | "edition" | "build" | "architecture";
                                        before: {
                                            /** @enum {boolean} */
                                            known: true;
                                            value: string | null;
                                        } | {
                                            /** @enum {boolean} */
                                            known: false;
                                            reason: string;
                                        };
                                        after: {
                                            /** @enum {boolean} */
                                            known: true;
                                            value: string | null;
                                        } | {
                                            /** @enum {boolean} */
                                            known: false;
                                            reason: string;
                                        };
                                    }[];
                                    packages: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: {
                                            added: {
                                                name: string;
                                                version: string;
                                                architecture: string | null;
                                            }[];
                                            removed: {
                                                name: string;
                                                version: string;
                                                architecture: string | null;
                                            }[];
                                            changed: {
                                                name: string;
                                                architecture: string | null;
                                                before: string;
                                                after: string;
                                            }[];
                                        };
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                    services: {
                                        /** @enum {boolean} */
                                        known: true;
                                        value: {
                                            added: {
                                                name: string;
                                                /** @enum {unknown} */
                                                start: "enabled" | "static" | "disabled" | "masked" | "boot" | "system" | "automatic" | "manual";
                                            }[];
                                            removed: {
                                                name: string;
                                                /** @enum {unknown} */
                                                start: "enabled" | "static" | "disabled" | "masked" | "boot" | "system" | "automatic" | "manual";
                                            }[];
                                            changed: {
                                                name: string;
                                                /** @enum {unknown} */
                                                before: "enabled" | "static" | "disabled" | "masked" | "boot" | "system" | "automatic" | "manual";
                                                /** @enum {unknown} */
                                                after: "enabled" | "static" | "disabled" | "masked" | "boot" | "system" | "automatic" | "manual";
                                            }[];
                                        };
                                    } | {
                                        /** @enum {boolean} */
                                        known: false;
                                        reason: string;
                                    };
                                }[];
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/diffs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a comparison that is not done, soon */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the comparison, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description Id of the first image */
                            before: string;
                            /** @description Id of the second one */
                            after: string;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            requestedBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}/image-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a project asks of its images */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the project */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Profiles that an image has to pass before it becomes public or the latest of a family */
                            required: string[];
                            /** @description Profiles by which every new image is judged, beside those that are required */
                            checked: string[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Set what a project asks of its images */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the project */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Profiles that an image has to pass before it becomes public or the latest of a family */
                        required: string[];
                        /** @description Profiles by which every new image is judged, beside those that are required */
                        checked: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Profiles that an image has to pass before it becomes public or the latest of a family */
                            required: string[];
                            /** @description Profiles by which every new image is judged, beside those that are required */
                            checked: string[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a corrected copy of a Linux image, fit to be cloned */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the copy; that of the image unless given */
                        name?: string;
                        /** @description What is left as it is */
                        keep?: ("machine-id" | "ssh-host-keys" | "cloud-init-state" | "dhcp-leases" | "network-hardware" | "random-seed" | "authorized-keys" | "shell-history" | "guest-agent" | "cloud-init" | "domain-join" | "private-keys" | "access-tokens" | "network-passwords" | "logs")[];
                        /** @description What is mended only when it is named */
                        also?: ("domain-join" | "private-keys" | "access-tokens" | "network-passwords" | "logs")[];
                        /** @description By which the copy is judged; all unless given */
                        profiles?: string[];
                        /** @description Only tells what would be done; no image is made */
                        trial?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description The image that is copied */
                            sourceId: string;
                            /** @description The copy; null for a trial */
                            imageId: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description How far it is: a sentence */
                            progress: string;
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description What was changed, or would be; the first thousand */
                            changes: {
                                /** @description What for: mostly the rule of the profile clean-image */
                                mend: string;
                                /** @description In the image */
                                path: string;
                                /** @enum {unknown} */
                                action: "empty" | "remove" | "remove-directory" | "link";
                            }[];
                            changeCount: number;
                            /** @description What stays as it is */
                            left: {
                                mend: string;
                                path: string;
                                /**
                                 * @description link: a symbolic link stands there or on the way; name: its name has a line break; file-system: of a kind that is not written to; mount: something is mounted in it; too-much: there are too many of them; unreadable: it is not known what to do; failed: it was tried
                                 * @enum {unknown}
                                 */
                                because: "link" | "name" | "file-system" | "mount" | "too-much" | "unreadable" | "failed";
                                detail: string | null;
                            }[];
                            /** @description The report on the copy, under way or done */
                            reportId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preparations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how far a preparation is, and what it has changed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the preparation, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description The image that is copied */
                            sourceId: string;
                            /** @description The copy; null for a trial */
                            imageId: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description How far it is: a sentence */
                            progress: string;
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description What was changed, or would be; the first thousand */
                            changes: {
                                /** @description What for: mostly the rule of the profile clean-image */
                                mend: string;
                                /** @description In the image */
                                path: string;
                                /** @enum {unknown} */
                                action: "empty" | "remove" | "remove-directory" | "link";
                            }[];
                            changeCount: number;
                            /** @description What stays as it is */
                            left: {
                                mend: string;
                                path: string;
                                /**
                                 * @description link: a symbolic link stands there or on the way; name: its name has a line break; file-system: of a kind that is not written to; mount: something is mounted in it; too-much: there are too many of them; unreadable: it is not known what to do; failed: it was tried
                                 * @enum {unknown}
                                 */
                                because: "link" | "name" | "file-system" | "mount" | "too-much" | "unreadable" | "failed";
                                detail: string | null;
                            }[];
                            /** @description The report on the copy, under way or done */
                            reportId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preparations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a preparation that is not done, soon */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the preparation, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description The image that is copied */
                            sourceId: string;
                            /** @description The copy; null for a trial */
                            imageId: string | null;
                            /** @enum {unknown} */
                            status: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** @description How far it is: a sentence */
                            progress: string;
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description What was changed, or would be; the first thousand */
                            changes: {
                                /** @description What for: mostly the rule of the profile clean-image */
                                mend: string;
                                /** @description In the image */
                                path: string;
                                /** @enum {unknown} */
                                action: "empty" | "remove" | "remove-directory" | "link";
                            }[];
                            changeCount: number;
                            /** @description What stays as it is */
                            left: {
                                mend: string;
                                path: string;
                                /**
                                 * @description link: a symbolic link stands there or on the way; name: its name has a line break; file-system: of a kind that is not written to; mount: something is mounted in it; too-much: there are too many of them; unreadable: it is not known what to do; failed: it was tried
                                 * @enum {unknown}
                                 */
                                because: "link" | "name" | "file-system" | "mount" | "too-much" | "unreadable" | "failed";
                                detail: string | null;
                            }[];
                            /** @description The report on the copy, under way or done */
                            reportId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recipes, by name */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last one of the page before */
                    marker?: string;
                    /** @description Of every project, for administrators */
                    allProjects?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recipes: {
                                id: string;
                                projectId: string;
                                name: string;
                                /** @description One more each time that the document is replaced */
                                revision: number;
                                /** @description As the document says */
                                description: string | null;
                                /** @description Who wrote this revision */
                                userId: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a recipe
         * @description What is wrong with a document is said with its place. `docs/operations.md` has the format.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description The recipe, YAML or JSON */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            projectId: string;
                            name: string;
                            /** @description One more each time that the document is replaced */
                            revision: number;
                            /** @description As the document says */
                            description: string | null;
                            /** @description Who wrote this revision */
                            userId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description The recipe, YAML or JSON */
                            document: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a recipe with its document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the recipe, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            projectId: string;
                            name: string;
                            /** @description One more each time that the document is replaced */
                            revision: number;
                            /** @description As the document says */
                            description: string | null;
                            /** @description Who wrote this revision */
                            userId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description The recipe, YAML or JSON */
                            document: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a recipe; its runs stay, with what they were run by */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the recipe, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a recipe, or write another revision of it */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the recipe, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            /** @description What is left out stays */
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description The recipe, YAML or JSON */
                        document?: string;
                        /** @description The one that was read; 409 when it is another by now */
                        revision?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            projectId: string;
                            name: string;
                            /** @description One more each time that the document is replaced */
                            revision: number;
                            /** @description As the document says */
                            description: string | null;
                            /** @description Who wrote this revision */
                            userId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description The recipe, YAML or JSON */
                            document: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/recipe-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs of recipes, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Last one of the page before */
                    marker?: string;
                    /** @description Only those of this recipe */
                    recipe?: string;
                    /** @description Of every project, for administrators */
                    allProjects?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runs: {
                                id: string;
                                projectId: string;
                                recipeId: string | null;
                                recipeName: string | null;
                                recipeRevision: number | null;
                                base: {
                                    /** @description Id of an image */
                                    image?: string;
                                    family?: string;
                                    /** @description Of the family; that of the run unless given */
                                    project?: string;
                                    /** @description Id of an image of a disc that installs a system by itself */
                                    iso?: string;
                                };
                                variables: {
                                    [key: string]: string;
                                };
                                /** @description Names of variables whose values are kept nowhere */
                                secrets: string[];
                                /** @enum {unknown} */
                                status: "queued" | "preparing" | "building" | "cleaning" | "checking" | "publishing" | "done" | "failed" | "cancelled";
                                /** @description Place of the step that is done, or has failed */
                                step: number | null;
                                /** @description Why it failed: a sentence */
                                failure: string | null;
                                cancelRequested: boolean;
                                /** @description The machine that it is built in, while that is there */
                                machineId: string | null;
                                /** @description The image; null until it is done */
                                imageId: string | null;
                                userId: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                finishedAt: string | null;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Build an image by a recipe
         * @description The answer is how that goes. What fails, or is cancelled, leaves no machine and no image.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description One of `recipe` and `document` */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of a recipe */
                        recipe?: string;
                        /** @description The recipe, YAML or JSON */
                        document?: string;
                        /** @description Values of its variables; those of secrets are kept in memory until it has begun, and nowhere else */
                        variables?: {
                            [key: string]: string;
                        };
                        /** @description Instead of the one that the recipe says */
                        base?: {
                            /** @description Id of an image */
                            image?: string;
                            family?: string;
                            /** @description Of the family; that of the run unless given */
                            project?: string;
                            /** @description Id of an image of a disc that installs a system by itself */
                            iso?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            projectId: string;
                            recipeId: string | null;
                            recipeName: string | null;
                            recipeRevision: number | null;
                            base: {
                                /** @description Id of an image */
                                image?: string;
                                family?: string;
                                /** @description Of the family; that of the run unless given */
                                project?: string;
                                /** @description Id of an image of a disc that installs a system by itself */
                                iso?: string;
                            };
                            variables: {
                                [key: string]: string;
                            };
                            /** @description Names of variables whose values are kept nowhere */
                            secrets: string[];
                            /** @enum {unknown} */
                            status: "queued" | "preparing" | "building" | "cleaning" | "checking" | "publishing" | "done" | "failed" | "cancelled";
                            /** @description Place of the step that is done, or has failed */
                            step: number | null;
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description The machine that it is built in, while that is there */
                            machineId: string | null;
                            /** @description The image; null until it is done */
                            imageId: string | null;
                            userId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipe-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how a run goes, step by step */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the run, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            projectId: string;
                            recipeId: string | null;
                            recipeName: string | null;
                            recipeRevision: number | null;
                            base: {
                                /** @description Id of an image */
                                image?: string;
                                family?: string;
                                /** @description Of the family; that of the run unless given */
                                project?: string;
                                /** @description Id of an image of a disc that installs a system by itself */
                                iso?: string;
                            };
                            variables: {
                                [key: string]: string;
                            };
                            /** @description Names of variables whose values are kept nowhere */
                            secrets: string[];
                            /** @enum {unknown} */
                            status: "queued" | "preparing" | "building" | "cleaning" | "checking" | "publishing" | "done" | "failed" | "cancelled";
                            /** @description Place of the step that is done, or has failed */
                            step: number | null;
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description The machine that it is built in, while that is there */
                            machineId: string | null;
                            /** @description The image; null until it is done */
                            imageId: string | null;
                            userId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                            steps: {
                                place: number;
                                /** @enum {unknown} */
                                kind: "prepare" | "clean" | "check" | "publish" | "script" | "upload" | "packages" | "reboot" | "wait" | "wait-for-file";
                                name: string;
                                /** @enum {unknown} */
                                status: "waiting" | "running" | "done" | "failed" | "skipped";
                                startedAt: string | null;
                                finishedAt: string | null;
                                exitCode: number | null;
                                /** @description Characters of its log by now */
                                logLength: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipe-runs/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the recipe as it was run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the run, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The recipe, YAML or JSON */
                            document: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipe-runs/{id}/steps/{step}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the log of a step, also while it is written */
        get: {
            parameters: {
                query?: {
                    /** @description Character to begin at */
                    from?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description Id of the run, a UUID */
                    id: string;
                    /** @description Place of the step */
                    step: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            text: string;
                            /** @description Where the service speaks and not the guest, as characters of the log: whole lines, as far as they are in `text` */
                            sentences: {
                                from: number;
                                to: number;
                            }[];
                            /** @description Where to go on */
                            next: number;
                            /** @description Characters of the log by now */
                            length: number;
                            /** @description Nothing comes any more */
                            complete: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipe-runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run
         * @description It ends soon, and what it has done is taken back. 409 once it is published, or over.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the run, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            projectId: string;
                            recipeId: string | null;
                            recipeName: string | null;
                            recipeRevision: number | null;
                            base: {
                                /** @description Id of an image */
                                image?: string;
                                family?: string;
                                /** @description Of the family; that of the run unless given */
                                project?: string;
                                /** @description Id of an image of a disc that installs a system by itself */
                                iso?: string;
                            };
                            variables: {
                                [key: string]: string;
                            };
                            /** @description Names of variables whose values are kept nowhere */
                            secrets: string[];
                            /** @enum {unknown} */
                            status: "queued" | "preparing" | "building" | "cleaning" | "checking" | "publishing" | "done" | "failed" | "cancelled";
                            /** @description Place of the step that is done, or has failed */
                            step: number | null;
                            /** @description Why it failed: a sentence */
                            failure: string | null;
                            cancelRequested: boolean;
                            /** @description The machine that it is built in, while that is there */
                            machineId: string | null;
                            /** @description The image; null until it is done */
                            imageId: string | null;
                            userId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            finishedAt: string | null;
                            steps: {
                                place: number;
                                /** @enum {unknown} */
                                kind: "prepare" | "clean" | "check" | "publish" | "script" | "upload" | "packages" | "reboot" | "wait" | "wait-for-file";
                                name: string;
                                /** @enum {unknown} */
                                status: "waiting" | "running" | "done" | "failed" | "skipped";
                                startedAt: string | null;
                                finishedAt: string | null;
                                exitCode: number | null;
                                /** @description Characters of its log by now */
                                logLength: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flavors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the flavors that there are for the project, all of them */
        get: {
            parameters: {
                query?: {
                    name?: string;
                    /** @description Those for such desktops, and those for any */
                    desktopType?: "vdi" | "idv" | "voi" | "tci";
                    architecture?: "x86_64" | "aarch64";
                    /** @description Those that there are for this project; for administrators */
                    project?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            flavors: {
                                /** @description A UUID, or a word for those that are part of the product */
                                id: string;
                                name: string;
                                /** @description Null: for everybody */
                                projectId: string | null;
                                /** @description Part of the product: neither changed nor deleted */
                                builtIn: boolean;
                                description: string | null;
                                /** @description What desktops it is for; empty for any */
                                desktopTypes: ("vdi" | "idv" | "voi" | "tci")[];
                                /** @description The endpoint it is for, as that one reports itself */
                                model: string | null;
                                /** @enum {unknown} */
                                architecture: "x86_64" | "aarch64";
                                /** @description Processors */
                                vcpus: number;
                                /** @description MiB */
                                memoryMib: number;
                                /** @description GiB; 0: as large as the image */
                                systemDiskGib: number;
                                /** @description GiB; 0: none */
                                dataDiskGib: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a flavor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description Processors */
                        vcpus: number;
                        /** @description MiB */
                        memoryMib: number;
                        description?: string | null;
                        /** @description What desktops it is for; empty for any */
                        desktopTypes?: ("vdi" | "idv" | "voi" | "tci")[];
                        model?: string | null;
                        /** @enum {unknown} */
                        architecture?: "x86_64" | "aarch64";
                        /** @description GiB; 0: as large as the image */
                        systemDiskGib?: number;
                        /** @description GiB; 0: none */
                        dataDiskGib?: number;
                        /**
                         * @description For everybody; administrators make these
                         * @default false
                         */
                        isPublic?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID, or a word for those that are part of the product */
                            id: string;
                            name: string;
                            /** @description Null: for everybody */
                            projectId: string | null;
                            /** @description Part of the product: neither changed nor deleted */
                            builtIn: boolean;
                            description: string | null;
                            /** @description What desktops it is for; empty for any */
                            desktopTypes: ("vdi" | "idv" | "voi" | "tci")[];
                            /** @description The endpoint it is for, as that one reports itself */
                            model: string | null;
                            /** @enum {unknown} */
                            architecture: "x86_64" | "aarch64";
                            /** @description Processors */
                            vcpus: number;
                            /** @description MiB */
                            memoryMib: number;
                            /** @description GiB; 0: as large as the image */
                            systemDiskGib: number;
                            /** @description GiB; 0: none */
                            dataDiskGib: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flavors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a flavor */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the flavor */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID, or a word for those that are part of the product */
                            id: string;
                            name: string;
                            /** @description Null: for everybody */
                            projectId: string | null;
                            /** @description Part of the product: neither changed nor deleted */
                            builtIn: boolean;
                            description: string | null;
                            /** @description What desktops it is for; empty for any */
                            desktopTypes: ("vdi" | "idv" | "voi" | "tci")[];
                            /** @description The endpoint it is for, as that one reports itself */
                            model: string | null;
                            /** @enum {unknown} */
                            architecture: "x86_64" | "aarch64";
                            /** @description Processors */
                            vcpus: number;
                            /** @description MiB */
                            memoryMib: number;
                            /** @description GiB; 0: as large as the image */
                            systemDiskGib: number;
                            /** @description GiB; 0: none */
                            dataDiskGib: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a flavor; machines keep what they have */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the flavor */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a flavor; what is left out stays, and machines keep what they have */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the flavor */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description Processors */
                        vcpus?: number;
                        /** @description MiB */
                        memoryMib?: number;
                        description?: string | null;
                        /** @description What desktops it is for; empty for any */
                        desktopTypes?: ("vdi" | "idv" | "voi" | "tci")[];
                        model?: string | null;
                        /** @enum {unknown} */
                        architecture?: "x86_64" | "aarch64";
                        /** @description GiB; 0: as large as the image */
                        systemDiskGib?: number;
                        /** @description GiB; 0: none */
                        dataDiskGib?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A UUID, or a word for those that are part of the product */
                            id: string;
                            name: string;
                            /** @description Null: for everybody */
                            projectId: string | null;
                            /** @description Part of the product: neither changed nor deleted */
                            builtIn: boolean;
                            description: string | null;
                            /** @description What desktops it is for; empty for any */
                            desktopTypes: ("vdi" | "idv" | "voi" | "tci")[];
                            /** @description The endpoint it is for, as that one reports itself */
                            model: string | null;
                            /** @enum {unknown} */
                            architecture: "x86_64" | "aarch64";
                            /** @description Processors */
                            vcpus: number;
                            /** @description MiB */
                            memoryMib: number;
                            /** @description GiB; 0: as large as the image */
                            systemDiskGib: number;
                            /** @description GiB; 0: none */
                            dataDiskGib: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/flavors/{id}/fit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell whether an endpoint can take a desktop image with this flavor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the flavor */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        diskBytes: number;
                        /** @description Of the file of the desktop image that is kept there */
                        imageBytes: number;
                        /**
                         * @default x86_64
                         * @enum {unknown}
                         */
                        architecture?: "x86_64" | "aarch64";
                        vcpus?: number;
                        memoryMib?: number;
                        /** @description As the endpoint reports itself */
                        model?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fits: boolean;
                            /** @description Of the disk of the endpoint, its own system included */
                            neededBytes: number;
                            /** @description What is left of that disk; below 0 when it is too small */
                            freeBytes: number;
                            misfits: {
                                what: string;
                                /** @description For people */
                                reason: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/key-pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the key pairs of the caller, all of them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keyPairs: {
                                /** @description Unlike the others of the user */
                                name: string;
                                /** @description A line of OpenSSH’s authorized_keys */
                                publicKey: string;
                                /** @description MD5 of the key */
                                fingerprint: string;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a key pair of the caller, or bring the public half of one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description As OpenSSH writes it into *.pub; left out, a key is made */
                        publicKey?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unlike the others of the user */
                            name: string;
                            /** @description A line of OpenSSH’s authorized_keys */
                            publicKey: string;
                            /** @description MD5 of the key */
                            fingerprint: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description In PEM, of a key that was made here: it is not kept, and cannot be had again */
                            privateKey: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/key-pairs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a key pair of the caller */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unlike the others of the user */
                            name: string;
                            /** @description A line of OpenSSH’s authorized_keys */
                            publicKey: string;
                            /** @description MD5 of the key */
                            fingerprint: string;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a key pair of the caller; machines keep what they have */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the machines of the project, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Id of the last machine of the page before */
                    marker?: string;
                    name?: string;
                    /** @description Beginnings of words in name and description, all of them; or an id */
                    text?: string;
                    status?: "creating" | "starting" | "stopped" | "running" | "stopping" | "rebooting" | "snapshotting" | "restoring" | "publishing" | "deleting" | "error";
                    imageType?: "vdi" | "idv" | "voi" | "tci";
                    /** @description For administrators; others are not heard */
                    allProjects?: boolean;
                    /** @description Of this project, together with allProjects */
                    project?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            machines: {
                                id: string;
                                name: string;
                                description: string | null;
                                projectId: string;
                                userId: string;
                                /** @description `running`, `stopped`, …; `error` with `failure` */
                                status: string;
                                /** @description Why it is in error, for people */
                                failure: string | null;
                                runningSince: string | null;
                                /** @description The publication that has it now */
                                publicationId: string | null;
                                /** @description The snapshot that is being taken or restored */
                                snapshotId: string | null;
                                /** @description When what it is going through has failed, unless it goes on */
                                deadline: string | null;
                                /** @description What its status allows, for those who may do it */
                                actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                                /** @description As it was when the machine got it */
                                flavor: {
                                    /** @description Of the flavor, which may be another now */
                                    id: string | null;
                                    name: string;
                                    vcpus: number;
                                    memoryMib: number;
                                    /** @description Of the system disk; 0: as its source */
                                    diskGib: number;
                                    model: string | null;
                                };
                                /** @enum {unknown} */
                                firmware: "bios" | "uefi";
                                /** @enum {unknown} */
                                architecture: "x86_64";
                                imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                                parentImageId: string | null;
                                osType: ("linux" | "windows") | null;
                                /** @description The first is the system disk */
                                disks: {
                                    volumeId: string;
                                    /** @description It goes when the machine goes */
                                    deleteWithMachine: boolean;
                                }[];
                                /** @description Ids of the images in its optical drives */
                                media: string[];
                                /** @description Id of an image with files of the project */
                                sharedSoftware: string | null;
                                /** @enum {unknown} */
                                network: "none" | "restricted" | "open";
                                guestAgent: boolean;
                                requireQuiesce: boolean;
                                metadata: {
                                    [key: string]: string;
                                };
                                /** @description Name of the key pair that it was given */
                                keyName: string | null;
                                /** @description Whether a disc tells the guest who it is */
                                configDrive: boolean;
                                /** @description The process that runs it; for administrators */
                                host: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a machine; its disks are volumes, made of an image, a family, a snapshot or a volume, or blank */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                        /** @description Id of a flavor, whose values are copied */
                        flavor: string;
                        /** @description The first is the system disk */
                        disks: ({
                            image: string;
                            /** @description Of the flavor or the source, unless given */
                            sizeGib?: number;
                            /** @default true */
                            deleteWithMachine?: boolean;
                        } | {
                            family: string;
                            /** @description Of the family; the caller’s unless given */
                            project?: string;
                            /** @description Of the flavor or the source, unless given */
                            sizeGib?: number;
                            /** @default true */
                            deleteWithMachine?: boolean;
                        } | {
                            snapshot: string;
                            /** @description Of the flavor or the source, unless given */
                            sizeGib?: number;
                            /** @default true */
                            deleteWithMachine?: boolean;
                        } | {
                            /** @description Id of a volume */
                            copyOf: string;
                            /** @description Of the flavor or the source, unless given */
                            sizeGib?: number;
                            /** @default true */
                            deleteWithMachine?: boolean;
                        } | {
                            /** @enum {boolean} */
                            blank: true;
                            /** @description Of the flavor or the source, unless given */
                            sizeGib?: number;
                            /** @default true */
                            deleteWithMachine?: boolean;
                        } | {
                            /** @description Id of a volume that is available */
                            volume: string;
                            /** @default false */
                            deleteWithMachine?: boolean;
                        })[];
                        /**
                         * @description As the image says, unless given; else bios
                         * @enum {unknown}
                         */
                        firmware?: "bios" | "uefi";
                        osType?: ("linux" | "windows") | null;
                        /** @description What desktop image it is to become */
                        imageType?: ("vdi" | "idv" | "voi" | "tci") | null;
                        /** @description The desktop image whose child it is to become */
                        parentImageId?: string | null;
                        /** @description Ids of images for its optical drives */
                        media?: string[];
                        sharedSoftware?: string | null;
                        /**
                         * @default restricted
                         * @enum {unknown}
                         */
                        network?: "none" | "restricted" | "open";
                        metadata?: {
                            [key: string]: string;
                        };
                        /** @description Name of a key pair of the caller */
                        keyPair?: string | null;
                        /** @description For cloud-init, at most 49151 bytes of UTF-8; never shown */
                        userData?: string | null;
                        /**
                         * @description With a key pair or user data there is one in any case: they reach the guest by nothing else
                         * @default false
                         */
                        configDrive?: boolean;
                        /**
                         * @description Once it has been created
                         * @default false
                         */
                        start?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a machine */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a machine, with the disks that go with it */
        delete: {
            parameters: {
                query?: {
                    /** @description Keep all its disks */
                    keepDisks?: boolean;
                };
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is being deleted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a machine */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            /** @description What is left out stays. From `flavor` on it is hardware, which changes while it is off. */
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string | null;
                        metadata?: {
                            [key: string]: string;
                        };
                        /** @description Id of a flavor, whose values are copied */
                        flavor?: string;
                        /** @enum {unknown} */
                        firmware?: "bios" | "uefi";
                        osType?: ("linux" | "windows") | null;
                        /** @enum {unknown} */
                        network?: "none" | "restricted" | "open";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/machines/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a machine */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shut a machine down; one that does not heed is turned off */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description At once, without asking the guest */
                        off?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/reboot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restart a machine */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Without asking the guest */
                        hard?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an image into an optical drive, also while it runs */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of an image, such as an ISO */
                        image: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/media/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an image out of its optical drive */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                    image_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/disks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attach a volume to a machine that is off */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of a volume that is available */
                        volume: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/disks/{volume_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Detach a volume other than the system disk */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                    volume_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for an address where the screen of a machine can be seen and used */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description To be opened in a browser; good for one visit */
                            url: string;
                            /** @enum {string} */
                            protocol: "vnc";
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/screenshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what is on the screen of a machine now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description PNG */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": string;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/serial-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the end of what a machine has written to its serial port */
        get: {
            parameters: {
                query?: {
                    /** @description From the end */
                    bytes?: number;
                };
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As the guest wrote it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the snapshots of a machine, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Id of the last snapshot of the page before */
                    marker?: string;
                };
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snapshots: {
                                id: string;
                                machineId: string;
                                name: string;
                                description: string | null;
                                /** @enum {string} */
                                status: "creating" | "available" | "error";
                                failure: string | null;
                                /** @description Whether the file systems of the guest were at rest; null while it is not available */
                                quiesced: boolean | null;
                                disks: {
                                    volumeId: string;
                                    snapshotId: string;
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Take a snapshot of a machine, which may run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the machine, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            machineId: string;
                            name: string;
                            description: string | null;
                            /** @enum {string} */
                            status: "creating" | "available" | "error";
                            failure: string | null;
                            /** @description Whether the file systems of the guest were at rest; null while it is not available */
                            quiesced: boolean | null;
                            disks: {
                                volumeId: string;
                                snapshotId: string;
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-snapshots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a snapshot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            machineId: string;
                            name: string;
                            description: string | null;
                            /** @enum {string} */
                            status: "creating" | "available" | "error";
                            failure: string | null;
                            /** @description Whether the file systems of the guest were at rest; null while it is not available */
                            quiesced: boolean | null;
                            disks: {
                                volumeId: string;
                                snapshotId: string;
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a snapshot */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-snapshots/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the disks of a machine what they were; disks that came later are left alone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            description: string | null;
                            projectId: string;
                            userId: string;
                            /** @description `running`, `stopped`, …; `error` with `failure` */
                            status: string;
                            /** @description Why it is in error, for people */
                            failure: string | null;
                            runningSince: string | null;
                            /** @description The publication that has it now */
                            publicationId: string | null;
                            /** @description The snapshot that is being taken or restored */
                            snapshotId: string | null;
                            /** @description When what it is going through has failed, unless it goes on */
                            deadline: string | null;
                            /** @description What its status allows, for those who may do it */
                            actions: ("update" | "edit-hardware" | "attach-disk" | "detach-disk" | "change-media" | "change-shared-software" | "start" | "shut-down" | "turn-off" | "reboot-soft" | "reboot-hard" | "snapshot" | "restore" | "clone" | "convert" | "delete" | "screen")[];
                            /** @description As it was when the machine got it */
                            flavor: {
                                /** @description Of the flavor, which may be another now */
                                id: string | null;
                                name: string;
                                vcpus: number;
                                memoryMib: number;
                                /** @description Of the system disk; 0: as its source */
                                diskGib: number;
                                model: string | null;
                            };
                            /** @enum {unknown} */
                            firmware: "bios" | "uefi";
                            /** @enum {unknown} */
                            architecture: "x86_64";
                            imageType: ("vdi" | "idv" | "voi" | "tci") | null;
                            parentImageId: string | null;
                            osType: ("linux" | "windows") | null;
                            /** @description The first is the system disk */
                            disks: {
                                volumeId: string;
                                /** @description It goes when the machine goes */
                                deleteWithMachine: boolean;
                            }[];
                            /** @description Ids of the images in its optical drives */
                            media: string[];
                            /** @description Id of an image with files of the project */
                            sharedSoftware: string | null;
                            /** @enum {unknown} */
                            network: "none" | "restricted" | "open";
                            guestAgent: boolean;
                            requireQuiesce: boolean;
                            metadata: {
                                [key: string]: string;
                            };
                            /** @description Name of the key pair that it was given */
                            keyName: string | null;
                            /** @description Whether a disc tells the guest who it is */
                            configDrive: boolean;
                            /** @description The process that runs it; for administrators */
                            host: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show which action is legal in which status */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            machine: {
                                [key: string]: string[];
                            };
                            snapshot: {
                                [key: string]: string[];
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show whether machines can be run here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Why no machine can be run here; null when they can */
                            problem: string | null;
                            /** @description Null while it is not known */
                            acceleration: ("kvm" | "emulation") | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the families of a project, by name */
        get: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                    limit?: number;
                    /** @description Last family of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            families: {
                                name: string;
                                projectId: string;
                                /** @description The image that the family stands for */
                                latest: {
                                    id: string;
                                    name: string | null;
                                    projectId: string;
                                    family: string | null;
                                    status: string;
                                    visibility: string;
                                    diskFormat: string | null;
                                    /** @description Bytes; null while it has no data */
                                    size: number | null;
                                    /** @description Bytes that a guest sees as its disk */
                                    virtualSize: number | null;
                                    /** Format: date-time */
                                    createdAt: string;
                                    /** @description Newest of this is the latest; null while it is held back */
                                    releasedAt: string | null;
                                    /** @description Its layer is kept ready */
                                    optimized: boolean;
                                    deprecation: {
                                        /**
                                         * @description As the clock has it
                                         * @enum {unknown}
                                         */
                                        state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                        /** @description From then on it is not the latest of its family */
                                        deprecatedAt: string | null;
                                        /** @description From then on it is not for new disks either */
                                        obsoleteAt: string | null;
                                        /** @description The image to use instead */
                                        replacementId: string | null;
                                        reason: string | null;
                                    };
                                } | null;
                                /** @description It stands for that one whatever is newer */
                                pinned: boolean;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a family */
        get: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            projectId: string;
                            /** @description The image that the family stands for */
                            latest: {
                                id: string;
                                name: string | null;
                                projectId: string;
                                family: string | null;
                                status: string;
                                visibility: string;
                                diskFormat: string | null;
                                /** @description Bytes; null while it has no data */
                                size: number | null;
                                /** @description Bytes that a guest sees as its disk */
                                virtualSize: number | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Newest of this is the latest; null while it is held back */
                                releasedAt: string | null;
                                /** @description Its layer is kept ready */
                                optimized: boolean;
                                deprecation: {
                                    /**
                                     * @description As the clock has it
                                     * @enum {unknown}
                                     */
                                    state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                    /** @description From then on it is not the latest of its family */
                                    deprecatedAt: string | null;
                                    /** @description From then on it is not for new disks either */
                                    obsoleteAt: string | null;
                                    /** @description The image to use instead */
                                    replacementId: string | null;
                                    reason: string | null;
                                };
                            } | null;
                            /** @description It stands for that one whatever is newer */
                            pinned: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families/{name}/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the image that a family stands for */
        get: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string | null;
                            projectId: string;
                            family: string | null;
                            status: string;
                            visibility: string;
                            diskFormat: string | null;
                            /** @description Bytes; null while it has no data */
                            size: number | null;
                            /** @description Bytes that a guest sees as its disk */
                            virtualSize: number | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Newest of this is the latest; null while it is held back */
                            releasedAt: string | null;
                            /** @description Its layer is kept ready */
                            optimized: boolean;
                            deprecation: {
                                /**
                                 * @description As the clock has it
                                 * @enum {unknown}
                                 */
                                state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                /** @description From then on it is not the latest of its family */
                                deprecatedAt: string | null;
                                /** @description From then on it is not for new disks either */
                                obsoleteAt: string | null;
                                /** @description The image to use instead */
                                replacementId: string | null;
                                reason: string | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was done to a family, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                    limit?: number;
                    /** @description Number of the last change of the page before */
                    marker?: number;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                /** @description Counts up from 1 */
                                number: number;
                                /** @enum {unknown} */
                                action: "promote" | "pin" | "unpin" | "rollback" | "deprecate";
                                imageId: string;
                                /** @description What was the latest before */
                                from: string | null;
                                /** @description What was the latest after */
                                to: string | null;
                                reason: string | null;
                                userId: string;
                                userName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families/{name}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an image of a family its latest */
        post: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of an image of the family, a UUID */
                        imageId: string;
                        /** @description For the history */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            projectId: string;
                            /** @description The image that the family stands for */
                            latest: {
                                id: string;
                                name: string | null;
                                projectId: string;
                                family: string | null;
                                status: string;
                                visibility: string;
                                diskFormat: string | null;
                                /** @description Bytes; null while it has no data */
                                size: number | null;
                                /** @description Bytes that a guest sees as its disk */
                                virtualSize: number | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Newest of this is the latest; null while it is held back */
                                releasedAt: string | null;
                                /** @description Its layer is kept ready */
                                optimized: boolean;
                                deprecation: {
                                    /**
                                     * @description As the clock has it
                                     * @enum {unknown}
                                     */
                                    state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                    /** @description From then on it is not the latest of its family */
                                    deprecatedAt: string | null;
                                    /** @description From then on it is not for new disks either */
                                    obsoleteAt: string | null;
                                    /** @description The image to use instead */
                                    replacementId: string | null;
                                    reason: string | null;
                                };
                            } | null;
                            /** @description It stands for that one whatever is newer */
                            pinned: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families/{name}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Have a family stand for an image, whatever is newer */
        put: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of an image of the family, a UUID */
                        imageId: string;
                        /** @description For the history */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            projectId: string;
                            /** @description The image that the family stands for */
                            latest: {
                                id: string;
                                name: string | null;
                                projectId: string;
                                family: string | null;
                                status: string;
                                visibility: string;
                                diskFormat: string | null;
                                /** @description Bytes; null while it has no data */
                                size: number | null;
                                /** @description Bytes that a guest sees as its disk */
                                virtualSize: number | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Newest of this is the latest; null while it is held back */
                                releasedAt: string | null;
                                /** @description Its layer is kept ready */
                                optimized: boolean;
                                deprecation: {
                                    /**
                                     * @description As the clock has it
                                     * @enum {unknown}
                                     */
                                    state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                    /** @description From then on it is not the latest of its family */
                                    deprecatedAt: string | null;
                                    /** @description From then on it is not for new disks either */
                                    obsoleteAt: string | null;
                                    /** @description The image to use instead */
                                    replacementId: string | null;
                                    reason: string | null;
                                };
                            } | null;
                            /** @description It stands for that one whatever is newer */
                            pinned: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Have a family stand for its newest image again */
        delete: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                    /** @description For the history */
                    reason?: string;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            projectId: string;
                            /** @description The image that the family stands for */
                            latest: {
                                id: string;
                                name: string | null;
                                projectId: string;
                                family: string | null;
                                status: string;
                                visibility: string;
                                diskFormat: string | null;
                                /** @description Bytes; null while it has no data */
                                size: number | null;
                                /** @description Bytes that a guest sees as its disk */
                                virtualSize: number | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Newest of this is the latest; null while it is held back */
                                releasedAt: string | null;
                                /** @description Its layer is kept ready */
                                optimized: boolean;
                                deprecation: {
                                    /**
                                     * @description As the clock has it
                                     * @enum {unknown}
                                     */
                                    state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                    /** @description From then on it is not the latest of its family */
                                    deprecatedAt: string | null;
                                    /** @description From then on it is not for new disks either */
                                    obsoleteAt: string | null;
                                    /** @description The image to use instead */
                                    replacementId: string | null;
                                    reason: string | null;
                                };
                            } | null;
                            /** @description It stands for that one whatever is newer */
                            pinned: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/families/{name}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pin the image that was released before the latest */
        post: {
            parameters: {
                query?: {
                    /** @description Id of the project that they belong to; that of the token unless given */
                    project?: string;
                };
                header?: never;
                path: {
                    /** @description Name of the family */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description For the history */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            projectId: string;
                            /** @description The image that the family stands for */
                            latest: {
                                id: string;
                                name: string | null;
                                projectId: string;
                                family: string | null;
                                status: string;
                                visibility: string;
                                diskFormat: string | null;
                                /** @description Bytes; null while it has no data */
                                size: number | null;
                                /** @description Bytes that a guest sees as its disk */
                                virtualSize: number | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Newest of this is the latest; null while it is held back */
                                releasedAt: string | null;
                                /** @description Its layer is kept ready */
                                optimized: boolean;
                                deprecation: {
                                    /**
                                     * @description As the clock has it
                                     * @enum {unknown}
                                     */
                                    state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                                    /** @description From then on it is not the latest of its family */
                                    deprecatedAt: string | null;
                                    /** @description From then on it is not for new disks either */
                                    obsoleteAt: string | null;
                                    /** @description The image to use instead */
                                    replacementId: string | null;
                                    reason: string | null;
                                };
                            } | null;
                            /** @description It stands for that one whatever is newer */
                            pinned: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/deprecation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what becomes of an image */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description As the clock has it
                             * @enum {unknown}
                             */
                            state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                            /** @description From then on it is not the latest of its family */
                            deprecatedAt: string | null;
                            /** @description From then on it is not for new disks either */
                            obsoleteAt: string | null;
                            /** @description The image to use instead */
                            replacementId: string | null;
                            reason: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Say when an image is deprecated and obsolete, and what replaces it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A time as RFC 3339 has it, or now; null for never */
                        deprecatedAt?: string | null;
                        /** @description A time as RFC 3339 has it, or now; null for never */
                        obsoleteAt?: string | null;
                        replacementId?: string | null;
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description As the clock has it
                             * @enum {unknown}
                             */
                            state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                            /** @description From then on it is not the latest of its family */
                            deprecatedAt: string | null;
                            /** @description From then on it is not for new disks either */
                            obsoleteAt: string | null;
                            /** @description The image to use instead */
                            replacementId: string | null;
                            reason: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Take the deprecation of an image back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description As the clock has it
                             * @enum {unknown}
                             */
                            state: "ACTIVE" | "DEPRECATED" | "OBSOLETE";
                            /** @description From then on it is not the latest of its family */
                            deprecatedAt: string | null;
                            /** @description From then on it is not for new disks either */
                            obsoleteAt: string | null;
                            /** @description The image to use instead */
                            replacementId: string | null;
                            reason: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what refers to an image */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Projects that it is shared with */
                            members: string[];
                            pins: {
                                family: string;
                                projectId: string;
                            }[];
                            /** @description Images that name it as their replacement */
                            replacementOf: string[];
                            /** @description What stands on it in the project */
                            dependants: {
                                /** @enum {unknown} */
                                kind: "volume" | "snapshot" | "desktop-image";
                                id: string;
                                name: string | null;
                            }[];
                            /** @description How many other projects have; they do not keep it */
                            dependantsElsewhere: number;
                            /** @description Whether any of these keeps it from being deleted */
                            blocksDelete: boolean;
                            /** @description Stored bytes that nothing else in the store reaches; for others than administrators, nothing else in the project. Deleting it, and emptying the trash, frees that much. Null until it is measured */
                            freedBytes: number | null;
                            /** @description When that was measured */
                            measuredAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/optimization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show whether an image is optimized for deployment, and its layer ready */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Its layer is kept ready */
                            optimized: boolean;
                            /**
                             * @description On the host that answers: `ready`, so that a new disk reads a local file at once; `preparing` for an optimized image; `failed` for one whose disk cannot be taken out, `disk-view` says why; or `none`, when a new disk reads from the store until its layer has been made
                             * @enum {unknown}
                             */
                            layer: "ready" | "preparing" | "failed" | "none";
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Optimize an image for deployment, or stop doing so */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the image, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Its layer is kept ready */
                        optimized: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Its layer is kept ready */
                            optimized: boolean;
                            /**
                             * @description On the host that answers: `ready`, so that a new disk reads a local file at once; `preparing` for an optimized image; `failed` for one whose disk cannot be taken out, `disk-view` says why; or `none`, when a new disk reads from the store until its layer has been made
                             * @enum {unknown}
                             */
                            layer: "ready" | "preparing" | "failed" | "none";
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/volumes/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what refers to a volume */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the volume, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What was made of it in its project, or has the same bytes; 100 of each kind at most */
                            dependants: {
                                /** @enum {unknown} */
                                kind: "image" | "snapshot" | "volume";
                                id: string;
                                name: string | null;
                            }[];
                            /** @description Snapshots and copies of it that are being made now */
                            readers: number;
                            /** @description Whether any of these keeps it from being deleted */
                            blocksDelete: boolean;
                            /** @description Stored bytes that nothing else in the store reaches; for others than administrators, nothing else in the project. Deleting it, and emptying the trash, frees that much. Null until it is measured */
                            freedBytes: number | null;
                            /** @description When that was measured */
                            measuredAt: string | null;
                            /** @description What the disk of a volume takes on its host, when that is the one that answers */
                            hostBytes: number | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snapshots/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what refers to a snapshot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id of the snapshot, a UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What was made of it in its project, or has the same bytes; 100 of each kind at most */
                            dependants: {
                                /** @enum {unknown} */
                                kind: "image" | "snapshot" | "volume";
                                id: string;
                                name: string | null;
                            }[];
                            /** @description Snapshots and copies of it that are being made now */
                            readers: number;
                            /** @description Whether any of these keeps it from being deleted */
                            blocksDelete: boolean;
                            /** @description Stored bytes that nothing else in the store reaches; for others than administrators, nothing else in the project. Deleting it, and emptying the trash, frees that much. Null until it is measured */
                            freedBytes: number | null;
                            /** @description When that was measured */
                            measuredAt: string | null;
                            /** @description What the disk of a volume takes on its host, when that is the one that answers */
                            hostBytes: number | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the layers that are files on the host that answers */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description `nextMarker` of the page before */
                    marker?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            layers: {
                                /** @description Root of the tree that it is */
                                root: string;
                                /** @description On disk, holes left out */
                                bytes: number;
                                /**
                                 * Format: date-time
                                 * @description When a disk on it was last made or removed
                                 */
                                usedAt: string;
                                /** @description Nothing on that host needs it: it goes when room is needed */
                                evictable: boolean;
                            }[];
                            /** @description For the next page; null on the last one */
                            nextMarker: string | null;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{root}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a layer is there for, on all hosts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Root of a tree */
                    root: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description On the disk of the host that answers, holes left out; null when it is no file there */
                            bytes: number | null;
                            /** @description Nothing on that host needs it: when room is needed, that much is freed */
                            evictable: boolean;
                            /** @description Volumes whose disks stand on it, 100 at most */
                            volumes: {
                                id: string;
                                name: string | null;
                                projectId: string;
                            }[];
                            /** @description Images that have its bytes, 100 at most */
                            images: {
                                id: string;
                                name: string | null;
                                projectId: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                /** @enum {string} */
                                code: "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "gone" | "too-large" | "quota-exceeded" | "content-refused" | "media-type" | "range-unsatisfiable" | "too-many-requests" | "storage-full" | "unavailable" | "corrupt" | "internal";
                                /** @description A sentence that says what was wrong and, where there is one, the way out */
                                message: string;
                                /** @description The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE */
                                reason?: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
